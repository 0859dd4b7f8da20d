// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// A key as metadata lists it. One whose type or scheme is not known, or whose value does not parse, stays listed but accepts no signature: a repository may use it for
/// other clients. Immutable.
/// </summary>
/// <param name="Id">The key id: a name. Its relation to the key is the repository's business (TAP 12); two names of one key count once.</param>
/// <param name="PublicKey">The key, or null when it can verify nothing here.</param>
/// <param name="Scheme">What signatures of it must be.</param>
internal sealed record TufKey(string Id, PublicKey? PublicKey, SignatureScheme Scheme)
{
    // SubjectPublicKeyInfo of a P-256 key up to its uncompressed point.
    private static ReadOnlySpan<byte> P256Prefix =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00];

    public static TufKey Read(string id, MetadataMembers members)
    {
        var type = members.Text("keytype");
        var scheme = SchemeOf(type, members.Text("scheme"));
        var value = members.Object("keyval").Text("public");
        return scheme is { } known ? new(id, Import(type, value, known), known) : new(id, null, default);
    }

    public bool Accepts(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => PublicKey is not null && PublicKey.Verify(message, signature, Scheme);

    /// <summary>The key object as section 4.2 writes it.</summary>
    public static string JsonOf(PublicKey key, SignatureScheme scheme)
    {
        var (type, name) = NamesOf(key.Kind, scheme);
        var value = key.Kind == KeyKind.Ed25519 ? Convert.ToHexStringLower(key.SubjectPublicKeyInfo.Span[^32..]) : key.ToPem() + "\n";
        return $$"""{"keytype":"{{type}}","keyval":{"public":"{{JsonEncodedText.Encode(value)}}"},"scheme":"{{name}}"}""";
    }

    /// <summary>The key id that other implementations give the key: SHA-256 of the canonical key object.</summary>
    public static string IdOf(string keyJson)
    {
        using var document = JsonDocument.Parse(keyJson);
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(document.RootElement)));
    }

    private static SignatureScheme? SchemeOf(string type, string scheme) => (type, scheme) switch
    {
        ("ed25519", "ed25519") => SignatureScheme.Ed25519,
        ("rsa", "rsassa-pss-sha256") => SignatureScheme.RsaPssSha256,
        ("rsa", "rsassa-pss-sha384") => SignatureScheme.RsaPssSha384,
        ("rsa", "rsassa-pss-sha512") => SignatureScheme.RsaPssSha512,
        ("rsa", "rsa-pkcs1v15-sha256") => SignatureScheme.RsaPkcs1Sha256,
        ("rsa", "rsa-pkcs1v15-sha384") => SignatureScheme.RsaPkcs1Sha384,
        ("rsa", "rsa-pkcs1v15-sha512") => SignatureScheme.RsaPkcs1Sha512,
        ("ecdsa" or "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => SignatureScheme.EcdsaP256Sha256,
        ("ecdsa" or "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384") => SignatureScheme.EcdsaP384Sha384,
        ("ecdsa" or "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521") => SignatureScheme.EcdsaP521Sha512,
        _ => null,
    };

    private static (string Type, string Scheme) NamesOf(KeyKind kind, SignatureScheme scheme) => (kind, scheme) switch
    {
        (KeyKind.Ed25519, SignatureScheme.Ed25519) => ("ed25519", "ed25519"),
        (KeyKind.EcdsaP256, SignatureScheme.EcdsaP256Sha256) => ("ecdsa", "ecdsa-sha2-nistp256"),
        (KeyKind.EcdsaP384, SignatureScheme.EcdsaP384Sha384) => ("ecdsa", "ecdsa-sha2-nistp384"),
        (KeyKind.EcdsaP521, SignatureScheme.EcdsaP521Sha512) => ("ecdsa", "ecdsa-sha2-nistp521"),
        (KeyKind.Rsa, SignatureScheme.RsaPssSha256) => ("rsa", "rsassa-pss-sha256"),
        (KeyKind.Rsa, SignatureScheme.RsaPkcs1Sha256) => ("rsa", "rsa-pkcs1v15-sha256"),
        _ => throw Errors.KeyOfNoRole($"{kind} with {scheme}"),
    };

    private static PublicKey? Import(string type, string value, SignatureScheme scheme)
    {
        try
        {
            if (type == "ed25519") return PublicKey.FromEd25519(Convert.FromHexString(value));
            if (scheme == SignatureScheme.EcdsaP256Sha256 && value.StartsWith("04", StringComparison.Ordinal)) return FromPoint(Convert.FromHexString(value));
            return PublicKey.FromPem(value);
        }
        catch (Exception reason) when (reason is KeywayException or FormatException)
        {
            return null;
        }
    }

    // The first Sigstore roots list P-256 keys as the hexadecimal point.
    private static PublicKey FromPoint(byte[] point) => PublicKey.FromSubjectPublicKeyInfo([.. P256Prefix, .. point]);
}
