// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>Finds the word somebody most likely meant.</summary>
internal static class Nearness
{
    private const int MaxLength = 64;

    /// <summary>The nearest candidate, if it is near enough to be worth suggesting.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaxLength) return null;
        // A short word is near to everything: only its case may differ.
        var limit = word.Length < 3 ? 0 : Math.Max(1, word.Length / 3);
        return candidates
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= limit)
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    // Levenshtein over lower case; a wrong case alone costs nothing, so it is always the nearest.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var change = char.ToLowerInvariant(left[row - 1]) == char.ToLowerInvariant(right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + change);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
