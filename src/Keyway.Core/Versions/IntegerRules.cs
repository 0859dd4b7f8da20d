// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>One decimal number, an optional <c>v</c> or <c>R</c> before it.</summary>
internal sealed class IntegerRules : SchemeRules
{
    public override string Example => "v12";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        var prefix = PrefixLength(text);
        var digits = Digits.Run(text[prefix..]);
        if (digits == 0) return new SyntaxFault(prefix, prefix == 0 ? "'v', 'R' or a decimal digit" : "a decimal digit");
        return prefix + digits == text.Length ? null : new SyntaxFault(prefix + digits, "a decimal digit or the end");
    }

    public override int? Compare(string left, string right) => Digits.Compare(left.AsSpan(PrefixLength(left)), right.AsSpan(PrefixLength(right)));

    private static int PrefixLength(ReadOnlySpan<char> text) => text.StartsWith('v') || text.StartsWith('R') ? 1 : 0;
}
