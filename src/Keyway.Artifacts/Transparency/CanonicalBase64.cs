// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Base64 in which every value has one spelling: no white space, padding as long as it must be, unused bits zero. The class library's decoder
/// accepts other spellings, so two texts that differ could carry the same signature or proof. Spec: RFC 4648 §4.
/// </summary>
internal static class CanonicalBase64
{
    private const int SmallText = 256;

    /// <summary>Decodes into a span; false when the text has another form or does not fit.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int length) =>
        Base64.DecodeFromUtf8(text, destination, out _, out length) == OperationStatus.Done && IsCanonical(text, destination[..length]);

    /// <summary>Decodes to a new array; null when the text has another form.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0) return null;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return TryDecode(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static bool IsCanonical(ReadOnlySpan<byte> text, ReadOnlySpan<byte> decoded)
    {
        var length = Base64.GetMaxEncodedToUtf8Length(decoded.Length);
        if (length != text.Length) return false;
        if (length > SmallText) return text.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(decoded)));
        Span<byte> again = stackalloc byte[SmallText];
        Base64.EncodeToUtf8(decoded, again, out _, out var written);
        return text.SequenceEqual(again[..written]);
    }
}
