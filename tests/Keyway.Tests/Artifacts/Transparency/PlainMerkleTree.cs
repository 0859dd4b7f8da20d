// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Transparency;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>The definitions of RFC 6962 §2.1, written down as they stand there: recursive, slow and independent of the code under test.</summary>
internal static class PlainMerkleTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> entries)
    {
        if (entries.IsEmpty) return SHA256.HashData([]);
        if (entries.Length == 1) return SHA256.HashData([0, .. entries[0]]);
        var k = Split(entries.Length);
        return SHA256.HashData([1, .. Root(entries[..k]), .. Root(entries[k..])]);
    }

    public static TreeHash RootHash(ReadOnlySpan<byte[]> entries) => TreeHash.FromBytes(Root(entries));

    public static TreeHash[] Inclusion(int index, ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 1) return [];
        var k = Split(entries.Length);
        return index < k
            ? [.. Inclusion(index, entries[..k]), RootHash(entries[k..])]
            : [.. Inclusion(index - k, entries[k..]), RootHash(entries[..k])];
    }

    public static TreeHash[] Consistency(int oldSize, ReadOnlySpan<byte[]> entries) => oldSize == 0 || oldSize == entries.Length ? [] : SubProof(oldSize, entries, true);

    private static TreeHash[] SubProof(int m, ReadOnlySpan<byte[]> entries, bool whole)
    {
        if (m == entries.Length) return whole ? [] : [RootHash(entries)];
        var k = Split(entries.Length);
        return m <= k
            ? [.. SubProof(m, entries[..k], whole), RootHash(entries[k..])]
            : [.. SubProof(m - k, entries[k..], false), RootHash(entries[..k])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (k * 2 < count) k *= 2;
        return k;
    }
}
