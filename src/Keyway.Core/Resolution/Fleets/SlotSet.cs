// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Keyway.Resolution.Fleets;

/// <summary>Sets of candidates as bits, one for each slot.</summary>
internal static class SlotSet
{
    public static int Words(int slots) => (slots + 63) >> 6;

    public static bool Has(ReadOnlySpan<ulong> set, int slot) => (set[slot >> 6] & (1UL << (slot & 63))) != 0;

    public static void Put(Span<ulong> set, int slot) => set[slot >> 6] |= 1UL << (slot & 63);

    public static void Drop(Span<ulong> set, int slot) => set[slot >> 6] &= ~(1UL << (slot & 63));

    public static void Intersect(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var width = Vector<ulong>.Count;
        var i = 0;
        for (; i <= set.Length - width; i += width) (new Vector<ulong>(set[i..]) & new Vector<ulong>(other[i..])).CopyTo(set[i..]);
        for (; i < set.Length; i++) set[i] &= other[i];
    }

    /// <summary>The first member from a slot on; -1 when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> set, int from)
    {
        var word = from >> 6;
        if (word >= set.Length) return -1;
        var rest = set[word] & (ulong.MaxValue << (from & 63));
        while (rest == 0)
        {
            if (++word == set.Length) return -1;
            rest = set[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }
}
