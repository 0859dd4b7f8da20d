// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Decimal numbers with dots between; absent ones count as zero. Used for the schemes dotted and nvidia-driver.</summary>
internal sealed class DottedRules(string example, int maxNumbers, bool allowPrefix) : SchemeRules
{
    public override string Example => example;

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        var at = allowPrefix && text.StartsWith('v') ? 1 : 0;
        for (var count = 1; ; count++)
        {
            var length = Digits.Run(text[at..]);
            if (length == 0) return new SyntaxFault(at, "a decimal number");
            at += length;
            if (at == text.Length) return null;
            if (count == maxNumbers || text[at] != '.') return new SyntaxFault(at, count == maxNumbers ? $"the end: at most {maxNumbers} numbers" : "'.' and another number, or the end");
            at++;
        }
    }

    public override int? Compare(string left, string right) => Digits.CompareDotted(Numbers(left), Numbers(right), absentIsZero: true);

    private static ReadOnlySpan<char> Numbers(string text) => text.StartsWith('v') ? text.AsSpan(1) : text;
}
