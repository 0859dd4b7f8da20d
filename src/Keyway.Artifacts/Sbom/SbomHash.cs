// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Keyway.Artifacts.Sbom;

/// <summary>A hash of a component, under CycloneDX' name of the algorithm: <c>SHA-512</c>.</summary>
public readonly record struct SbomHash(string Algorithm, string Hex)
{
    public const string Sha256 = "SHA-256";
    public const string Sha512 = "SHA-512";

    private static readonly FrozenDictionary<string, (string Spdx3, string Spdx2, int Length)> Names = new Dictionary<string, (string, string, int)>
    {
        ["MD5"] = ("md5", "MD5", 32),
        ["SHA-1"] = ("sha1", "SHA1", 40),
        [Sha256] = ("sha256", "SHA256", 64),
        ["SHA-384"] = ("sha384", "SHA384", 96),
        [Sha512] = ("sha512", "SHA512", 128),
        ["SHA3-256"] = ("sha3_256", "SHA3-256", 64),
        ["SHA3-384"] = ("sha3_384", "SHA3-384", 96),
        ["SHA3-512"] = ("sha3_512", "SHA3-512", 128),
        ["BLAKE2b-256"] = ("blake2b256", "BLAKE2b-256", 64),
        ["BLAKE2b-384"] = ("blake2b384", "BLAKE2b-384", 96),
        ["BLAKE2b-512"] = ("blake2b512", "BLAKE2b-512", 128),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> OfSpdx3 = Names.ToFrozenDictionary(pair => pair.Value.Spdx3, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> OfSpdx2 = Names.ToFrozenDictionary(pair => pair.Value.Spdx2, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>SPDX 3's name of the algorithm.</summary>
    internal string Spdx3Name => Names[Algorithm].Spdx3;

    /// <summary>SPDX 2's name of the algorithm.</summary>
    internal string Spdx2Name => Names[Algorithm].Spdx2;

    /// <summary>The algorithm of a name in any of the formats; null for one that the formats do not share.</summary>
    internal static string? AlgorithmOf(string name) =>
        Names.ContainsKey(name) ? name : OfSpdx3.TryGetValue(name, out var spdx3) ? spdx3 : OfSpdx2.TryGetValue(name, out var spdx2) ? spdx2 : null;

    /// <summary>True for hexadecimal digits of the algorithm's length.</summary>
    internal static bool IsHash(string algorithm, string hex) => hex.Length == Names[algorithm].Length && hex.All(char.IsAsciiHexDigit);
}
