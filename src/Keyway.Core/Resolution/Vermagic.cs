// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution;

/// <summary>
/// The text by which a kernel and a module know each other: the release and words about the kernel's configuration. Compared word by word, as blanks may
/// differ. It is asked of every kernel of a fleet for every set of modules, so nothing is allocated.
/// </summary>
internal static class Vermagic
{
    private const string Versioned = "modversions";

    /// <summary>Whether all words are equal; where both have MODVERSIONS the first, the release, does not count.</summary>
    public static bool Fits(string kernel, string module)
    {
        var left = kernel.AsSpan().Split(' ');
        var right = module.AsSpan().Split(' ');
        var isFirst = true;
        var skips = IsVersioned(kernel) && IsVersioned(module);
        while (true)
        {
            var one = Next(ref left, kernel);
            var other = Next(ref right, module);
            if (!(isFirst && skips) && !one.SequenceEqual(other)) return false;
            if (one.IsEmpty || other.IsEmpty) return one.IsEmpty && other.IsEmpty;
            isFirst = false;
        }
    }

    public static bool IsVersioned(string text)
    {
        foreach (var word in text.AsSpan().Split(' '))
            if (text.AsSpan(word).SequenceEqual(Versioned)) return true;
        return false;
    }

    /// <summary>The words with one blank between them.</summary>
    public static string Shown(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Empty at the end.
    private static ReadOnlySpan<char> Next(ref MemoryExtensions.SpanSplitEnumerator<char> words, string text)
    {
        while (words.MoveNext())
            if (text.AsSpan(words.Current) is { IsEmpty: false } word) return word;
        return [];
    }
}
