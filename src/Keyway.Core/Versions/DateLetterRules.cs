// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary><c>YY.MM</c> and optionally <c>-</c> and one digit or capital: an issue of a monthly release. Digits come before letters.</summary>
internal sealed class DateLetterRules : SchemeRules
{
    public override string Example => "25.06-A";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        if (FirstMismatch(text, "dd.dd") is { } inDate) return inDate;
        if (!(text[3] is '0' && text[4] != '0') && !(text[3] is '1' && text[4] <= '2')) return new SyntaxFault(3, "a month from 01 to 12");
        if (text.Length == 5) return null;
        if (text[5] != '-') return new SyntaxFault(5, "'-' and an issue, or the end");
        if (text.Length == 6 || !(char.IsAsciiDigit(text[6]) || char.IsAsciiLetterUpper(text[6]))) return new SyntaxFault(6, "an issue: one digit or capital letter");
        return text.Length == 7 ? null : new SyntaxFault(7, "the end");
    }

    // Fixed width: the text order is the order; a month without an issue comes first.
    public override int? Compare(string left, string right) => Math.Sign(string.CompareOrdinal(left, right));

    private static SyntaxFault? FirstMismatch(ReadOnlySpan<char> text, string shape)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            var fits = i < text.Length && (shape[i] == 'd' ? char.IsAsciiDigit(text[i]) : text[i] == shape[i]);
            if (!fits) return new SyntaxFault(i, "two digits of the year, '.' and two of the month");
        }

        return null;
    }
}
