// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Sbom;

/// <summary>
/// A UUID that says what the content is, so that the same content gives the same document whoever writes it: version 8 of RFC 9562, from the SHA-256 of the
/// document as written with the nil UUID.
/// </summary>
internal static class ContentUuid
{
    public const string Nil = "00000000-0000-0000-0000-000000000000";

    public static string Of(Digest content)
    {
        var hash = Convert.FromHexString(content.Hex);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
