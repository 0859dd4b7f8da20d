// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Content;

/// <summary>
/// A content digest such as <c>sha256:2c26…</c>. Only the canonical lower-case form parses, so equal digests have equal text.
/// <c>default</c> is "none" and says so (<see cref="IsNone"/>). Spec: OCI image 1.1 §"Digests".
/// </summary>
[JsonConverter(typeof(DigestJsonConverter))]
public readonly record struct Digest : IComparable<Digest>
{
    private const string Sha256Prefix = "sha256:";
    private const string Sha512Prefix = "sha512:";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly string? text;

    private Digest(string text) => this.text = text;

    /// <summary>True for <c>default</c>: no digest at all.</summary>
    public bool IsNone => text is null;

    /// <summary>The algorithm; sha256 for "none".</summary>
    public DigestAlgorithm Algorithm => text is not null && text.StartsWith(Sha512Prefix, StringComparison.Ordinal) ? DigestAlgorithm.Sha512 : DigestAlgorithm.Sha256;

    /// <summary>The lower-case hexadecimal part.</summary>
    public string Hex => text is null ? "" : text[Sha256Prefix.Length..];

    /// <summary>Parses the canonical form.</summary>
    /// <exception cref="KeywayException">KW1001: not a digest.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest) ? digest : throw Errors.BadDigest(text);

    /// <summary>Parses the canonical form; false and "none" for anything else.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        digest = default;
        if (text is null) return false;
        var length = text.StartsWith(Sha256Prefix, StringComparison.Ordinal) ? 64 : text.StartsWith(Sha512Prefix, StringComparison.Ordinal) ? 128 : 0;
        if (length == 0 || text.Length != Sha256Prefix.Length + length) return false;
        if (text.AsSpan(Sha256Prefix.Length).ContainsAnyExcept(LowerHex)) return false;
        digest = new Digest(text);
        return true;
    }

    /// <summary>The digest whose hash value is given.</summary>
    /// <exception cref="ArgumentException">The hash has the wrong length for the algorithm.</exception>
    public static Digest FromHash(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash)
    {
        var (prefix, length) = algorithm == DigestAlgorithm.Sha512 ? (Sha512Prefix, 64) : (Sha256Prefix, 32);
        if (hash.Length != length) throw new ArgumentException($"a {algorithm} hash has {length} bytes, not {hash.Length}", nameof(hash));
        return new Digest(prefix + Convert.ToHexStringLower(hash));
    }

    /// <summary>The SHA-256 digest of the bytes.</summary>
    public static Digest OfBytes(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(content, hash);
        return FromHash(DigestAlgorithm.Sha256, hash);
    }

    /// <inheritdoc/>
    public int CompareTo(Digest other) => string.CompareOrdinal(text, other.text);

    /// <summary>The canonical text; empty for "none".</summary>
    public override string ToString() => text ?? "";
}
