// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Refusals of this folder: KW1000 to KW1099.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadDigestCode = new("KW1001", ErrorKind.Usage, "not a digest");

    public static KeywayException BadDigest(string text) => KeywayException.Of(
        BadDigestCode,
        $"'{text}' is not a digest: expected sha256: and 64 or sha512: and 128 lower-case hexadecimal digits",
        "copy the digest from `keyway inspect` or from the registry's answer");
}
