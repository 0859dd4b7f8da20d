// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>
/// Walks the distribution's part of a kernel release: words (they make the flavour) and dotted numbers (they make the ABI). Separators only
/// separate. A trailing commit, <c>g</c> and hexadecimal digits, belongs to neither. Spec: spec/version §"Flavour and ABI".
/// </summary>
internal ref struct KernelTail(ReadOnlySpan<char> tail)
{
    private readonly ReadOnlySpan<char> tail = tail;
    private int at;

    /// <summary>Where the current word or number starts.</summary>
    public int Start { get; private set; }

    /// <summary>The current word or dotted number.</summary>
    public readonly ReadOnlySpan<char> Current => tail[Start..at];

    /// <summary>True when <see cref="Current"/> is a dotted number.</summary>
    public bool IsNumber { get; private set; }

    public bool MoveNext()
    {
        SkipSeparators();
        Start = at;
        if (at == tail.Length) return false;
        at = SegmentEnd(at);
        IsNumber = IsAbiNumber(Current);
        while (IsNumber && at < tail.Length && tail[at] == '.' && IsAbiNumber(tail[(at + 1)..SegmentEnd(at + 1)])) at = SegmentEnd(at + 1);
        return !IsCommit() || MoveNext();
    }

    private void SkipSeparators()
    {
        while (at < tail.Length && IsSeparator(tail[at])) at++;
    }

    private readonly int SegmentEnd(int start)
    {
        while (start < tail.Length && !IsSeparator(tail[start])) start++;
        return start;
    }

    private static bool IsSeparator(char c) => c is '-' or '.' or '+' or '~';

    // Ubuntu's mainline builds carry the version again as a six-digit stamp with a leading zero (060900): it is no ABI counter.
    private static bool IsAbiNumber(ReadOnlySpan<char> segment) => Digits.IsNumber(segment) && !(segment.Length >= 6 && segment[0] == '0');

    private readonly bool IsCommit()
    {
        if (at != tail.Length || Current.Length is < 8 or > 41 || Current[0] != 'g') return false;
        foreach (var c in Current[1..])
            if (!char.IsAsciiHexDigitLower(c)) return false;
        return true;
    }
}
