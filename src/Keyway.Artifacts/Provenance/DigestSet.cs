// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Provenance;

/// <summary>
/// Digests of one thing by several algorithms, named as in-toto names them (<c>sha256</c>, <c>sha512</c>, <c>gitCommit</c>). Values are lower-case
/// hexadecimal of the algorithm's length: upper case and truncation are refused. Spec: in-toto attestation 1.0 §"DigestSet".
/// </summary>
public sealed record DigestSet
{
    private const int MaximumEntries = 16;
    private const int MaximumText = 256;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private DigestSet(ImmutableSortedDictionary<string, string> values) => Values = values;

    /// <summary>No digest at all.</summary>
    public static DigestSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Hexadecimal value by algorithm, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; }

    public bool IsEmpty => Values.IsEmpty;

    /// <summary>A set of one.</summary>
    public static DigestSet Of(Digest digest) => new(Empty.Values.Add(Name(digest), digest.Hex));

    /// <summary>A Git commit; the object format decides the length.</summary>
    public static DigestSet OfGitCommit(string commit) => FirstProblem("gitCommit", commit) is null
        ? new(Empty.Values.Add("gitCommit", commit))
        : throw new ArgumentException("a Git commit has 40 or 64 lower-case hexadecimal digits", nameof(commit));

    /// <summary>The digests of bytes by every algorithm that a subject is compared by.</summary>
    public static DigestSet OfBytes(ReadOnlySpan<byte> content)
    {
        var values = Empty.Values.ToBuilder();
        values.Add("sha256", Convert.ToHexStringLower(SHA256.HashData(content)));
        values.Add("sha384", Convert.ToHexStringLower(SHA384.HashData(content)));
        values.Add("sha512", Convert.ToHexStringLower(SHA512.HashData(content)));
        return new(values.ToImmutable());
    }

    /// <summary>Both sets together; equal entries may meet.</summary>
    /// <exception cref="ArgumentException">The sets contradict each other.</exception>
    public DigestSet And(DigestSet other) => new(Values.AddRange(other.Values));

    /// <summary>The SHA-256 digest, or none.</summary>
    public Digest Sha256 => Values.TryGetValue("sha256", out var hex) ? Digest.Parse("sha256:" + hex) : default;

    /// <summary>
    /// Compares with what is known of a thing. Every algorithm in both must agree: one right and one wrong value is a contradiction, never a match,
    /// although in-toto lets a reader be content with any. SHA-1 and MD5 alone prove nothing.
    /// </summary>
    public DigestMatch Compare(DigestSet actual)
    {
        var equal = 0;
        var different = 0;
        foreach (var (algorithm, value) in Values)
        {
            if (!actual.Values.TryGetValue(algorithm, out var other)) continue;
            if (value != other) different++;
            else if (algorithm is not ("sha1" or "md5")) equal++;
        }

        return (equal, different) switch
        {
            ( > 0, 0) => DigestMatch.Same,
            ( > 0, _) => DigestMatch.Contradiction,
            _ => DigestMatch.Different,
        };
    }

    /// <inheritdoc/>
    public bool Equals(DigestSet? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <summary><c>sha256:…, sha512:…</c>, for messages.</summary>
    public override string ToString() => string.Join(", ", Values.Select(pair => $"{pair.Key}:{pair.Value}"));

    internal static DigestSet OfChecked(IReadOnlyCollection<KeyValuePair<string, string>> values) => new(Empty.Values.AddRange(values));

    /// <summary>What is wrong with an entry, or null.</summary>
    internal static string? FirstProblem(string algorithm, string value)
    {
        if (algorithm.Length is 0 or > 64) return "an algorithm's name has 1 to 64 characters";
        if (value.Length is 0 or > MaximumText) return $"the value of {algorithm} has {value.Length} characters, expected 1 to {MaximumText}";
        var lengths = HexLengths(algorithm);
        if (lengths.IsEmpty) return null;
        if (value.AsSpan().ContainsAnyExcept(LowerHex)) return $"the value of {algorithm} is '{value}', expected lower-case hexadecimal digits";
        return lengths.Contains(value.Length) ? null : $"the value of {algorithm} has {value.Length} digits, expected {string.Join(" or ", lengths)}";
    }

    internal static string? CountProblem(int entries) => entries > MaximumEntries ? $"{entries} digests of one thing, more than {MaximumEntries}" : null;

    private static ImmutableArray<int> HexLengths(string algorithm) => algorithm switch
    {
        "md5" => [32],
        "sha1" => [40],
        "sha224" or "sha512_224" or "sha3_224" => [56],
        "sha256" or "sha512_256" or "sha3_256" => [64],
        "sha384" or "sha3_384" => [96],
        "sha512" or "sha3_512" => [128],
        "gitCommit" or "gitTree" or "gitBlob" or "gitTag" => [40, 64],
        _ => [],
    };

    private static string Name(Digest digest) => digest.Algorithm == DigestAlgorithm.Sha512 ? "sha512" : "sha256";
}
