// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The hashes that metadata lists for a file, by algorithm name (HASHES in TUF section 4.4). Every known one must match, and at least one must be known. Immutable.</summary>
/// <param name="ByAlgorithm">All listed hashes, as text.</param>
public sealed record FileHashes(IReadOnlyDictionary<string, string> ByAlgorithm)
{
    private static readonly (string Name, HashAlgorithmName Algorithm)[] Known =
    [
        ("sha256", HashAlgorithmName.SHA256), ("sha512", HashAlgorithmName.SHA512), ("sha384", HashAlgorithmName.SHA384),
    ];

    /// <summary>The hash that names the file in a consistent snapshot: SHA-256 where it is listed, or null when none is known.</summary>
    public string? Preferred => Known.Select(known => ByAlgorithm.GetValueOrDefault(known.Name)).FirstOrDefault(hash => hash is not null);

    internal static FileHashes Of(byte[] content, params string[] algorithms) => new(Known
        .Where(known => algorithms.Contains(known.Name))
        .ToDictionary(known => known.Name, known => HexOf(known.Algorithm, content), StringComparer.Ordinal));

    internal static FileHashes Read(MetadataMembers members)
    {
        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (var hash in members.Value.EnumerateObject()) hashes.Add(hash.Name, members.Text(hash.Name));
        return hashes.Count > 0 ? new(hashes) : throw Errors.BadMetadata(members.File, $"{members.Place} is empty");
    }

    internal bool Match(byte[] content) => FirstWrong(content) is null;

    /// <exception cref="KeywayException">KW2305: a hash differs, or none is of a known algorithm.</exception>
    internal void Demand(string step, string file, byte[] content, string listedIn)
    {
        if (FirstWrong(content) is var (expected, found)) throw Errors.OtherContent(step, file, expected, found, listedIn);
    }

    private (string Expected, string Found)? FirstWrong(byte[] content)
    {
        var known = Known.Where(known => ByAlgorithm.ContainsKey(known.Name)).ToList();
        if (known.Count == 0) return ("a hash of " + string.Join(" or ", Known.Select(each => each.Name)), "only " + string.Join(", ", ByAlgorithm.Keys));
        foreach (var (name, algorithm) in known)
        {
            var found = HexOf(algorithm, content);
            if (ByAlgorithm[name] != found) return ($"{name}:{ByAlgorithm[name]}", $"{name}:{found}");
        }

        return null;
    }

    private static string HexOf(HashAlgorithmName algorithm, byte[] content) => Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, content));
}
