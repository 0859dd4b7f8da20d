// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Transparency;

/// <summary>One hash of a Merkle tree: 32 bytes of SHA-256, kept by value so that proofs are checked without allocations. Spec: RFC 6962 §2.1.</summary>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Length = 32;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int SmallEntry = 511;

    private readonly Vector256<byte> value;

    private TreeHash(ReadOnlySpan<byte> bytes) => value = Vector256.Create(bytes);

    /// <summary>The root of the tree without entries: SHA-256 of nothing.</summary>
    public static TreeHash OfEmptyTree { get; } = new(SHA256.HashData([]));

    /// <summary>The hash whose bytes are given.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static TreeHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new TreeHash(bytes) : throw new ArgumentException($"a tree hash has {Length} bytes, not {bytes.Length}", nameof(bytes));

    /// <summary>Parses base64, in its one canonical form of 44 characters.</summary>
    public static bool TryParseBase64(ReadOnlySpan<byte> text, out TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var wellFormed = CanonicalBase64.TryDecode(text, bytes, out var length) && length == Length;
        hash = wellFormed ? new TreeHash(bytes) : default;
        return wellFormed;
    }

    /// <summary>The hash of an entry as a leaf.</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> hash = stackalloc byte[Length];
        if (entry.Length > SmallEntry) HashLargeLeaf(entry, hash);
        else HashSmallLeaf(entry, hash);
        return new TreeHash(hash);
    }

    /// <summary>The hash of an inner node.</summary>
    public static TreeHash OfNode(in TreeHash left, in TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        Span<byte> hash = stackalloc byte[Length];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        SHA256.HashData(input, hash);
        return new TreeHash(hash);
    }

    public static bool operator ==(TreeHash left, TreeHash right) => left.value == right.value;

    public static bool operator !=(TreeHash left, TreeHash right) => left.value != right.value;

    /// <summary>Writes the 32 bytes to the start of a span.</summary>
    public void CopyTo(Span<byte> destination) => value.CopyTo(destination);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The base64 form, as checkpoints and proofs have it.</summary>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.AsInt32()[0];

    /// <summary>The base64 form.</summary>
    public override string ToString() => ToBase64();

    private static void HashSmallLeaf(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + SmallEntry];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        SHA256.HashData(input[..(1 + entry.Length)], hash);
    }

    private static void HashLargeLeaf(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData([LeafPrefix]);
        sha256.AppendData(entry);
        sha256.GetHashAndReset(hash);
    }
}
