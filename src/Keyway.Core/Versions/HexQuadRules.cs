// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>VBIOS images: pairs of hexadecimal digits, of either case, in four or five groups.</summary>
internal sealed class HexQuadRules : SchemeRules
{
    private const int GroupWidth = 3;

    public override string Example => "96.00.74.00.01";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isDot = i % GroupWidth == GroupWidth - 1;
            if (isDot && text[i] != '.') return new SyntaxFault(i, "'.' after two hexadecimal digits");
            if (!isDot && !char.IsAsciiHexDigit(text[i])) return new SyntaxFault(i, "a hexadecimal digit");
        }

        // Four groups are 11 characters, five are 14.
        return text.Length is 11 or 14 ? null : new SyntaxFault(Math.Min(text.Length, 14), "four or five pairs of hexadecimal digits");
    }

    // All groups have two digits, so the value order is the text order; a four-group version is its five-group one with zero.
    public override int? Compare(string left, string right) => Math.Sign(string.Compare(Padded(left), Padded(right), StringComparison.OrdinalIgnoreCase));

    private static string Padded(string text) => text.Length == 14 ? text : text + ".00";
}
