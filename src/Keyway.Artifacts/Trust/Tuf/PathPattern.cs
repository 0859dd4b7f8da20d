// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>PATHPATTERN (TUF section 4.5): shell globs with <c>*</c>, <c>?</c> and <c>[…]</c>; a separator is matched by nothing but itself. Linear in the path for each star. Pure.</summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path)
    {
        var patterns = pattern.Split('/');
        var parts = path.Split('/');
        if (patterns.Length != parts.Length) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!MatchesPart(patterns[i], parts[i])) return false;
        }

        return true;
    }

    // The classic two pointers: after a mismatch only the last star may take one character more, so the cost is bounded by the product of both lengths.
    private static bool MatchesPart(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], text[t], out var width))
            {
                p += width;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char character, out int width)
    {
        width = 1;
        if (pattern[0] == '?') return true;
        var end = pattern[0] == '[' ? ClosingBracket(pattern) : -1;
        if (end < 0) return pattern[0] == character;
        width = end + 1;
        var set = pattern[1..end];
        var isNegated = set[0] == '!';
        return SetHas(isNegated ? set[1..] : set, character) != isNegated;
    }

    // A bracket that is the first of the set belongs to the set; without a closing one the opening one is a plain character.
    private static int ClosingBracket(ReadOnlySpan<char> pattern)
    {
        var from = pattern.Length > 1 && pattern[1] == '!' ? 3 : 2;
        if (pattern.Length <= from) return -1;
        var at = pattern[from..].IndexOf(']');
        return at < 0 ? -1 : at + from;
    }

    private static bool SetHas(ReadOnlySpan<char> set, char character)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? character >= set[i] && character <= set[i + 2] : character == set[i]) return true;
            if (isRange) i += 2;
        }

        return false;
    }
}
