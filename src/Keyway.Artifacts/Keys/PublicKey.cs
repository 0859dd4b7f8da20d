// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// A public key of an allowed kind: ECDSA on P-256, P-384 or P-521, RSA of 2048 to 4096 bits, Ed25519, ML-DSA. Immutable and thread safe; imported into the cryptographic
/// library once, so keep and reuse it. Two keys are the same when their <see cref="Fingerprint"/> is.
/// </summary>
public sealed class PublicKey
{
    private readonly KeyMaterial material;

    private PublicKey(KeyKind kind, int bits, byte[] info, KeyMaterial material)
    {
        Kind = kind;
        Bits = bits;
        SubjectPublicKeyInfo = info;
        this.material = material;
        Fingerprint = Digest.OfBytes(info);
    }

    public KeyKind Kind { get; }

    /// <summary>Size of the curve's field, of the RSA modulus, or of the encoded key for the others, in bits.</summary>
    public int Bits { get; }

    /// <summary>The key as DER (RFC 5280 section 4.1.2.7).</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/>, which is also the log ID of RFC 6962.</summary>
    public Digest Fingerprint { get; }

    public SignatureScheme DefaultScheme => SignatureSchemes.DefaultFor(Kind);

    /// <summary>Reads DER of a SubjectPublicKeyInfo.</summary>
    /// <exception cref="KeywayException">KW2001 unreadable; KW2002 a kind or size that is not allowed; KW2003 not supported by this system.</exception>
    public static PublicKey FromSubjectPublicKeyInfo(ReadOnlySpan<byte> der)
    {
        var bytes = der.ToArray();
        var info = Keys.SubjectPublicKeyInfo.Parse(bytes);
        try
        {
            return info.Kind switch
            {
                KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 => ImportEcdsa(info.Kind, bytes),
                KeyKind.Rsa => ImportRsa(bytes),
                KeyKind.Ed25519 => ImportEd25519(info.Key, bytes),
                _ => ImportMlDsa(info, bytes),
            };
        }
        catch (CryptographicException e)
        {
            throw Errors.BadPublicKey($"libcrypto does not accept it: {e.Message}", e);
        }
    }

    /// <summary>Reads the PEM label PUBLIC KEY, alone in the text.</summary>
    /// <exception cref="KeywayException">As for <see cref="FromSubjectPublicKeyInfo"/>.</exception>
    public static PublicKey FromPem(ReadOnlySpan<char> pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
            throw Errors.BadPublicKey("there is no PEM in it");
        if (!pem[fields.Label].SequenceEqual("PUBLIC KEY"))
            throw Errors.BadPublicKey($"its PEM label is '{pem[fields.Label]}', expected 'PUBLIC KEY'");
        if (!pem[..fields.Location.Start.Value].IsWhiteSpace() || !pem[fields.Location.End.Value..].IsWhiteSpace())
            throw Errors.BadPublicKey("there is other text around the PEM");
        var der = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem[fields.Base64Data], der, out var written) ? FromSubjectPublicKeyInfo(der.AsSpan(0, written)) : throw Errors.BadPublicKey("its base64 is damaged");
    }

    /// <summary>Takes the 32 bytes of an Ed25519 key (RFC 8032 section 5.1.5).</summary>
    /// <exception cref="KeywayException">KW2001 another length.</exception>
    public static PublicKey FromEd25519(ReadOnlySpan<byte> raw) => ImportEd25519(raw, Keys.SubjectPublicKeyInfo.Wrap(KeyOids.Ed25519, raw, nullParameters: false));

    /// <summary>Reads DER of a bare RSAPublicKey (RFC 8017 appendix A.1.1).</summary>
    /// <exception cref="KeywayException">As for <see cref="FromSubjectPublicKeyInfo"/>.</exception>
    public static PublicKey FromPkcs1(ReadOnlySpan<byte> der) => FromSubjectPublicKeyInfo(Keys.SubjectPublicKeyInfo.Wrap(KeyOids.Rsa, der, nullParameters: true));

    /// <summary>Whether the signature over the message holds. False on any mismatch, also when the scheme is one of another kind of key.</summary>
    /// <exception cref="KeywayException">KW2003 the system's libcrypto lacks the scheme.</exception>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        scheme.Fits(Kind) && !signature.IsEmpty && material.Verify(message, signature, scheme);

    /// <summary>The same when only the hash is known. False for a hash of another length and for schemes that sign the message itself (EdDSA, ML-DSA).</summary>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        scheme.Fits(Kind) && !signature.IsEmpty && hash.Length == HashSize(scheme) && material.VerifyHash(hash, signature, scheme);

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfo.Span);

    private static int HashSize(SignatureScheme scheme) => scheme.Hash?.Name switch
    {
        nameof(HashAlgorithmName.SHA256) => SHA256.HashSizeInBytes,
        nameof(HashAlgorithmName.SHA384) => SHA384.HashSizeInBytes,
        nameof(HashAlgorithmName.SHA512) => SHA512.HashSizeInBytes,
        _ => -1,
    };

    private static PublicKey ImportEcdsa(KeyKind kind, byte[] info)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return new(kind, key.KeySize, info, new EcdsaMaterial(key));
    }

    private static PublicKey ImportRsa(byte[] info)
    {
        var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        // Exponents below 65537 invite forgeries that careless PKCS #1 checks accept, and huge ones make verifying slow.
        if (key.KeySize is < 2048 or > 4096 || numbers.Exponent is not { Length: 3 or 4 } exponent || (exponent.Length == 3 && exponent[0] == 0))
            throw Errors.KeyNotAllowed($"RSA of {key.KeySize} bits with the exponent 0x{Convert.ToHexStringLower(numbers.Exponent ?? [])}");
        return new(KeyKind.Rsa, key.KeySize, info, new RsaMaterial(key));
    }

    private static PublicKey ImportEd25519(ReadOnlySpan<byte> raw, byte[] info) => raw.Length == Ed25519.KeySize
        ? new(KeyKind.Ed25519, 256, info, new Ed25519Material(Ed25519.ImportPublic(raw)))
        : throw Errors.BadPublicKey($"an Ed25519 key has 32 bytes, this one has {raw.Length}");

    private static PublicKey ImportMlDsa(SubjectPublicKeyInfo parsed, byte[] info)
    {
        if (!MLDsa.IsSupported)
            throw Errors.SchemeUnsupported(parsed.Kind);
        var key = MLDsa.ImportMLDsaPublicKey(MlDsaMaterial.AlgorithmOf(parsed.Kind), parsed.Key);
        return new(parsed.Kind, checked(parsed.Key.Length * 8), info, new MlDsaMaterial(key));
    }
}
