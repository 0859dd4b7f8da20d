// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>SemVer 2.0.0 with an optional <c>v</c>; build metadata is carried and never compared (§10).</summary>
internal sealed class SemVerRules : SchemeRules
{
    private const int Numbers = 3;

    public override string Example => "v1.20.0";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        var at = text.StartsWith('v') ? 1 : 0;
        for (var i = 0; i < Numbers; i++)
            if (CheckNumber(text, ref at, isLast: i == Numbers - 1) is { } inNumber) return inNumber;
        var metadata = text.IndexOf('+') is var plus and >= 0 ? plus : text.Length;
        if (at < metadata && text[at] != '-') return new SyntaxFault(at, "'-', '+' or the end after the third number");
        if (at < metadata && PreReleases.Check(text[(at + 1)..metadata], allowUpperCase: true) is { } inPreRelease) return inPreRelease.Shifted(at + 1);
        return metadata < text.Length ? CheckMetadata(text, metadata + 1) : null;
    }

    public override int? Compare(string left, string right)
    {
        Split(left, out var leftCore, out var leftPreRelease);
        Split(right, out var rightCore, out var rightPreRelease);
        var byCore = Digits.CompareDotted(leftCore, rightCore, absentIsZero: true);
        return byCore != 0 ? byCore : PreReleases.Compare(leftPreRelease, rightPreRelease);
    }

    private static SyntaxFault? CheckNumber(ReadOnlySpan<char> text, ref int at, bool isLast)
    {
        var length = Digits.Run(text[at..]);
        if (length == 0) return new SyntaxFault(at, "a number; SemVer has three with dots between");
        if (length > 1 && text[at] == '0') return new SyntaxFault(at, "a number without leading zeros");
        at += length;
        if (isLast) return null;
        if (at == text.Length || text[at] != '.') return new SyntaxFault(at, "'.' and another number");
        at++;
        return null;
    }

    private static SyntaxFault? CheckMetadata(ReadOnlySpan<char> text, int start)
    {
        const string expected = "a build identifier of ASCII letters, digits and hyphens";
        for (var i = start; i < text.Length; i++)
        {
            var isEmptyIdentifier = text[i] == '.' && (text[i - 1] == '.' || i == start);
            if (isEmptyIdentifier || !(char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '.')) return new SyntaxFault(i, expected);
        }

        return start == text.Length || text[^1] == '.' ? new SyntaxFault(text.Length, expected) : null;
    }

    private static void Split(ReadOnlySpan<char> text, out ReadOnlySpan<char> core, out ReadOnlySpan<char> preRelease)
    {
        text = text.StartsWith('v') ? text[1..] : text;
        text = text.IndexOf('+') is var plus and >= 0 ? text[..plus] : text;
        var hyphen = text.IndexOf('-');
        core = hyphen < 0 ? text : text[..hyphen];
        preRelease = hyphen < 0 ? [] : text[(hyphen + 1)..];
    }
}
