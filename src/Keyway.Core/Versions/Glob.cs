// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>
/// A pattern in which <c>*</c> stands for any text and everything else for itself. The first piece is anchored at the start, the last at the end,
/// and each piece between is sought once, leftmost first: no backtracking. Spec: spec/version §"Globs".
/// </summary>
internal readonly record struct Glob(string Pattern)
{
    public const char Wildcard = '*';

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> pattern = Pattern;
        var star = pattern.IndexOf(Wildcard);
        if (star < 0) return text.SequenceEqual(pattern);
        if (!text.StartsWith(pattern[..star])) return false;
        text = text[star..];
        var last = pattern.LastIndexOf(Wildcard);
        if (!text.EndsWith(pattern[(last + 1)..])) return false;
        text = text[..^(pattern.Length - last - 1)];
        return star == last || ContainsInOrder(text, pattern[(star + 1)..last]);
    }

    // Taking each piece at its leftmost place leaves the most text for the rest, so a failure here is final.
    private static bool ContainsInOrder(ReadOnlySpan<char> text, ReadOnlySpan<char> pieces)
    {
        foreach (var range in pieces.Split(Wildcard))
        {
            var piece = pieces[range];
            var at = text.IndexOf(piece);
            if (at < 0) return false;
            text = text[(at + piece.Length)..];
        }

        return true;
    }

    public override string ToString() => Pattern;
}
