// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>Refusals of this folder: KW2250 to KW2279.</summary>
internal static class Errors
{
    public static readonly ErrorCode TooManyManifestsCode = new("KW2250", ErrorKind.VerificationRefused, "artifact with more manifests than any real one");
    public static readonly ErrorCode OtherRepositoryCode = new("KW2251", ErrorKind.PolicyRefused, "signed for another repository");
    public static readonly ErrorCode NotSignedCode = new("KW2252", ErrorKind.VerificationRefused, "manifest without a signature that holds");
    public static readonly ErrorCode NotWantedCode = new("KW2253", ErrorKind.PolicyRefused, "manifest signed by nobody who is trusted");

    public static KeywayException TooManyManifests(string repository, string reason) => KeywayException.Of(
        TooManyManifestsCode,
        $"the artifact in {repository} cannot be signed or verified manifest by manifest: {reason}",
        "ask its publisher what this index is for");

    public static KeywayException OtherRepository(string expected, IReadOnlyCollection<string> found) => KeywayException.Of(
        OtherRepositoryCode,
        $"the signature is for {(found.Count == 0 ? "no repository in particular" : string.Join(", ", found))}, expected {expected}",
        "ask the publisher to sign for this repository; a mirror keeps the name of the original");

    public static KeywayException NotSigned(string repository, ManifestVerdict manifest, int count) => KeywayException.Of(
        NotSignedCode,
        $"{Name(repository, manifest)} is not verified{Others(count)}: {string.Join("; ", manifest.Reasons.Take(3))}",
        "ask the publisher to sign the index and each manifest (`keyway sign` does), or copy the artifact again with its referrers");

    public static KeywayException NotWanted(string repository, ManifestVerdict manifest, int count) => KeywayException.Of(
        NotWantedCode,
        $"{Name(repository, manifest)} was signed by nobody who is trusted here{Others(count)}: {string.Join("; ", manifest.Reasons.Take(3))}",
        "do not use it unless you also trust this signer");

    private static string Name(string repository, ManifestVerdict manifest) =>
        $"{repository}@{manifest.Manifest.Digest}{(manifest.Manifest.Platform is { } platform ? $" ({platform.Os}/{platform.Architecture})" : "")}";

    private static string Others(int count) => count == 1 ? "" : $" ({count} manifests in all)";
}
