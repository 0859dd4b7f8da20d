// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Versions;

/// <summary>Debian package versions. Spec: deb-version(7); the order is that of <c>dpkg --compare-versions</c>.</summary>
internal sealed class DebRules : SchemeRules
{
    private static readonly SearchValues<char> Upstream = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-+~:");
    private static readonly SearchValues<char> Revision = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+~");

    public override string Example => "1:550.163.01-4";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        if (PackageVersionParts.CheckFrame(text, out var versionStart, out var revisionStart) is { } inFrame) return inFrame;
        if (versionStart == text.Length || !char.IsAsciiDigit(text[versionStart])) return new SyntaxFault(versionStart, "a digit: an upstream version starts with one");
        if (text[versionStart..revisionStart].IndexOfAnyExcept(Upstream) is var inUpstream and >= 0)
            return new SyntaxFault(versionStart + inUpstream, "ASCII letters, digits and . + - ~ :");
        return text[revisionStart..].IndexOfAnyExcept(Revision) is var inRevision and >= 0
            ? new SyntaxFault(revisionStart + inRevision, "ASCII letters, digits and . + ~ in a revision")
            : null;
    }

    public override int? Compare(string left, string right)
    {
        var a = PackageVersionParts.Split(left);
        var b = PackageVersionParts.Split(right);
        var order = Digits.Compare(a.Epoch, b.Epoch);
        if (order == 0) order = ComparePart(a.Version, b.Version);
        return order != 0 ? order : ComparePart(a.Revision, b.Revision);
    }

    // Alternately a run of non-digits, by weight, and a run of digits, by value.
    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            while (StartsWithNonDigit(left) || StartsWithNonDigit(right))
            {
                var byWeight = Weight(left).CompareTo(Weight(right));
                if (byWeight != 0) return byWeight;
                left = left[1..];
                right = right[1..];
            }

            var order = Digits.Compare(TakeNumber(ref left), TakeNumber(ref right));
            if (order != 0) return order;
        }

        return 0;
    }

    private static bool StartsWithNonDigit(ReadOnlySpan<char> text) => !text.IsEmpty && !char.IsAsciiDigit(text[0]);

    // A tilde sorts before the end and before a digit, letters before other characters.
    private static int Weight(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[0])) return 0;
        return text[0] == '~' ? -1 : char.IsAsciiLetter(text[0]) ? text[0] : text[0] + 256;
    }

    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var length = Digits.Run(text);
        var number = text[..length];
        text = text[length..];
        return number;
    }
}
