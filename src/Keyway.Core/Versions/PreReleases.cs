// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Pre-release identifiers: grammar and order of SemVer 2.0.0 §9 and §11.</summary>
internal static class PreReleases
{
    /// <summary>Orders two lists of dotted identifiers; the empty list, a release, comes last.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty) return left.IsEmpty.CompareTo(right.IsEmpty);
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var byIdentifier = CompareIdentifier(Take(ref left), Take(ref right));
            if (byIdentifier != 0) return byIdentifier;
        }

        return left.IsEmpty ? right.IsEmpty ? 0 : -1 : 1;
    }

    /// <summary>The first fault in dotted identifiers over <c>[0-9A-Za-z-]</c>, or null. Upper case is refused unless allowed.</summary>
    public static SyntaxFault? Check(ReadOnlySpan<char> identifiers, bool allowUpperCase)
    {
        var position = 0;
        while (true)
        {
            var length = identifiers[position..].IndexOf('.') is var dot and >= 0 ? dot : identifiers.Length - position;
            if (CheckIdentifier(identifiers.Slice(position, length), allowUpperCase) is { } fault) return fault.Shifted(position);
            position += length + 1;
            if (position > identifiers.Length) return null;
        }
    }

    private static SyntaxFault? CheckIdentifier(ReadOnlySpan<char> identifier, bool allowUpperCase)
    {
        const string expected = "a pre-release identifier of digits, letters and hyphens";
        for (var i = 0; i < identifier.Length; i++)
            if (!IsIdentifierCharacter(identifier[i], allowUpperCase)) return new SyntaxFault(i, allowUpperCase ? expected : expected + " in lower case");
        if (identifier.IsEmpty) return new SyntaxFault(0, expected);
        var hasLeadingZero = identifier.Length > 1 && identifier[0] == '0' && Digits.IsNumber(identifier);
        return hasLeadingZero ? new SyntaxFault(0, "a number without leading zeros in the pre-release part") : null;
    }

    private static bool IsIdentifierCharacter(char c, bool allowUpperCase) =>
        char.IsAsciiDigit(c) || c == '-' || (allowUpperCase ? char.IsAsciiLetter(c) : char.IsAsciiLetterLower(c));

    // SemVer: numbers by value, words by ASCII, a number before any word.
    private static int CompareIdentifier(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (leftIsNumber, rightIsNumber) = (Digits.IsNumber(left), Digits.IsNumber(right));
        if (leftIsNumber && rightIsNumber) return Digits.Compare(left, right);
        if (leftIsNumber != rightIsNumber) return leftIsNumber ? -1 : 1;
        return Math.Sign(left.SequenceCompareTo(right));
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> identifiers)
    {
        var dot = identifiers.IndexOf('.');
        var first = dot < 0 ? identifiers : identifiers[..dot];
        identifiers = dot < 0 ? [] : identifiers[(dot + 1)..];
        return first;
    }
}
