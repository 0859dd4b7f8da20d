// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Versions;

/// <summary>
/// RPM package versions: epoch, version, release, the latter two by rpmvercmp with tilde and caret. An absent release comes before every release.
/// Spec: rpm-version(7).
/// </summary>
internal sealed class RpmRules : SchemeRules
{
    private const int Segment = 3;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._+~^");

    public override string Example => "3:550.54.14-1.el9";

    public override SyntaxFault? Check(ReadOnlySpan<char> text)
    {
        if (PackageVersionParts.CheckFrame(text, out var versionStart, out var revisionStart) is { } inFrame) return inFrame;
        var versionEnd = revisionStart == text.Length ? revisionStart : revisionStart - 1;
        if (versionStart == versionEnd) return new SyntaxFault(versionStart, "a version");
        for (var at = versionStart; at < text.Length; at++)
            if (at != versionEnd && !Allowed.Contains(text[at])) return new SyntaxFault(at, "ASCII letters, digits and . _ + ~ ^, and one '-' before the release");
        return null;
    }

    public override int? Compare(string left, string right)
    {
        var a = PackageVersionParts.Split(left);
        var b = PackageVersionParts.Split(right);
        var order = Digits.Compare(a.Epoch, b.Epoch);
        if (order == 0) order = ComparePart(a.Version, b.Version);
        if (order != 0) return order;
        return a.Revision.IsEmpty || b.Revision.IsEmpty ? b.Revision.IsEmpty.CompareTo(a.Revision.IsEmpty) : ComparePart(a.Revision, b.Revision);
    }

    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            SkipSeparators(ref left);
            SkipSeparators(ref right);
            if (Mark(left) != Mark(right)) return Mark(left).CompareTo(Mark(right));
            if (left.IsEmpty) return 0;
            var order = Mark(left) == Segment ? CompareSegment(ref left, ref right) : SkipMark(ref left, ref right);
            if (order != 0) return order;
        }
    }

    // What comes next, in rising order: a tilde, the end, a caret, a segment.
    private static int Mark(ReadOnlySpan<char> text) => text.IsEmpty ? 1 : text[0] switch { '~' => 0, '^' => 2, _ => Segment };

    private static int SkipMark(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        left = left[1..];
        right = right[1..];
        return 0;
    }

    // A number is newer than a word; the kind of the left segment decides what is taken from the right, which may be nothing.
    private static int CompareSegment(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var (leftIsNumber, rightIsNumber) = (char.IsAsciiDigit(left[0]), char.IsAsciiDigit(right[0]));
        if (leftIsNumber != rightIsNumber) return leftIsNumber ? 1 : -1;
        var a = Take(ref left, leftIsNumber);
        var b = Take(ref right, rightIsNumber);
        return leftIsNumber ? Digits.Compare(a, b) : Math.Sign(a.SequenceCompareTo(b));
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> text, bool digits)
    {
        var length = 0;
        while (length < text.Length && (digits ? char.IsAsciiDigit(text[length]) : char.IsAsciiLetter(text[length]))) length++;
        var segment = text[..length];
        text = text[length..];
        return segment;
    }

    private static void SkipSeparators(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[length] is not ('~' or '^') && !char.IsAsciiLetterOrDigit(text[length])) length++;
        text = text[length..];
    }
}
