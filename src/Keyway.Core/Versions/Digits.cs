// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Versions;

/// <summary>Decimal numbers as text: any length, leading zeros allowed, compared without conversion.</summary>
internal static class Digits
{
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789");

    /// <summary>How many leading characters are decimal digits.</summary>
    public static int Run(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Decimal);
        return end < 0 ? text.Length : end;
    }

    /// <summary>True when there is at least one character and all are decimal digits.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && Run(text) == text.Length;

    /// <summary>Compares two runs of digits by value; an empty run is zero.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        var byLength = left.Length.CompareTo(right.Length);
        return byLength != 0 ? byLength : Math.Sign(left.SequenceCompareTo(right));
    }

    /// <summary>Compares dotted numbers part by part; absent parts are zero when <paramref name="absentIsZero"/>, else the shorter one is smaller.</summary>
    public static int CompareDotted(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool absentIsZero)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            if (!absentIsZero && (left.IsEmpty || right.IsEmpty)) return left.IsEmpty ? -1 : 1;
            var order = Compare(TakePart(ref left), TakePart(ref right));
            if (order != 0) return order;
        }

        return 0;
    }

    private static ReadOnlySpan<char> TakePart(ref ReadOnlySpan<char> dotted)
    {
        var dot = dotted.IndexOf('.');
        var part = dot < 0 ? dotted : dotted[..dot];
        dotted = dot < 0 ? [] : dotted[(dot + 1)..];
        return part;
    }
}
