// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>Refusals of this folder: KW2250 to KW2279.</summary>
internal static class Errors
{
    public static readonly ErrorCode TooManyManifestsCode = new("KW2250", ErrorKind.VerificationRefused, "artifact with more manifests than any real one");

    public static KeywayException TooManyManifests(string repository, string reason) => KeywayException.Of(
        TooManyManifestsCode,
        $"the artifact in {repository} cannot be signed or verified manifest by manifest: {reason}",
        "ask its publisher what this index is for");
}
