// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private key in memory. Thread safe; dispose it to wipe the key.</summary>
public sealed class SoftwareKey : ISigningKey, IDisposable
{
    private readonly Func<ReadOnlySpan<byte>, byte[]> sign;
    private readonly Func<byte[]> export;
    private readonly IDisposable native;

    private SoftwareKey(PublicKey publicKey, SignatureScheme scheme, Func<ReadOnlySpan<byte>, byte[]> sign, Func<byte[]> export, IDisposable native)
    {
        PublicKey = publicKey;
        Scheme = scheme;
        this.sign = sign;
        this.export = export;
        this.native = native;
    }

    public PublicKey PublicKey { get; }

    public SignatureScheme Scheme { get; }

    /// <summary>Makes a new key with the system's random numbers. RSA keys have 3072 bits.</summary>
    /// <exception cref="KeywayException">KW2003 the system's libcrypto lacks ML-DSA.</exception>
    public static SoftwareKey Generate(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 => OfEcdsa(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        KeyKind.EcdsaP384 => OfEcdsa(ECDsa.Create(ECCurve.NamedCurves.nistP384)),
        KeyKind.EcdsaP521 => OfEcdsa(ECDsa.Create(ECCurve.NamedCurves.nistP521)),
        KeyKind.Rsa => OfRsa(RSA.Create(3072)),
        KeyKind.Ed25519 => OfEd25519(RandomNumberGenerator.GetBytes(Ed25519.KeySize)),
        _ when !MLDsa.IsSupported => throw Errors.SchemeUnsupported(kind),
        _ => OfMlDsa(MLDsa.GenerateKey(MlDsaMaterial.AlgorithmOf(kind)), kind),
    };

    /// <summary>Reads unencrypted PKCS #8 (RFC 5958), DER.</summary>
    /// <exception cref="KeywayException">KW2005 unreadable; KW2002 a kind or size that is not allowed; KW2003 not supported by this system.</exception>
    public static SoftwareKey FromPkcs8(ReadOnlySpan<byte> der)
    {
        try
        {
            return Import(der.ToArray());
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw Errors.BadPrivateKey("it is not PKCS #8", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(sign(message.Span));
    }

    /// <summary>Unencrypted PKCS #8, DER. The caller wipes it.</summary>
    public byte[] ToPkcs8() => export();

    public void Dispose() => native.Dispose();

    private static SoftwareKey Import(byte[] der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var info = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        info.ReadInteger();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var curve = oid == KeyOids.EcPublicKey ? algorithm.ReadObjectIdentifier() : null;
        switch (KeyOids.KindOf(oid, curve))
        {
            case KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521:
                var ecdsa = ECDsa.Create();
                ecdsa.ImportPkcs8PrivateKey(der, out _);
                return OfEcdsa(ecdsa);
            case KeyKind.Rsa:
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(der, out _);
                return OfRsa(rsa);
            case KeyKind.Ed25519:
                return OfEd25519(new AsnReader(info.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString());
            case { } kind:
                return MLDsa.IsSupported ? OfMlDsa(MLDsa.ImportMLDsaPrivateSeed(MlDsaMaterial.AlgorithmOf(kind), ReadSeed(info)), kind) : throw Errors.SchemeUnsupported(kind);
            default:
                throw Errors.KeyNotAllowed($"of algorithm {oid}");
        }
    }

    private static SoftwareKey OfEcdsa(ECDsa key)
    {
        var publicKey = PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo());
        var hash = publicKey.DefaultScheme.Hash!.Value;
        return new(publicKey, publicKey.DefaultScheme, message => key.SignData(message, hash, DSASignatureFormat.Rfc3279DerSequence), key.ExportPkcs8PrivateKey, key);
    }

    private static SoftwareKey OfRsa(RSA key) => new(
        PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()),
        SignatureScheme.RsaPkcs1Sha256,
        message => key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        key.ExportPkcs8PrivateKey,
        key);

    // RFC 9881 section 6: of the three forms of an ML-DSA private key only the seed is taken, from which the others follow.
    private static byte[] ReadSeed(AsnReader info) => new AsnReader(info.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));

    private static SoftwareKey OfMlDsa(MLDsa key, KeyKind kind)
    {
        var oid = KeyOids.Of(kind);
        var publicKey = PublicKey.FromSubjectPublicKeyInfo(Keys.SubjectPublicKeyInfo.Wrap(oid, key.ExportMLDsaPublicKey(), nullParameters: false));
        return new(publicKey, publicKey.DefaultScheme, message => SignMlDsa(key, message), () => Wrap(oid, key.ExportMLDsaPrivateSeed(), new Asn1Tag(TagClass.ContextSpecific, 0)), key);
    }

    private static byte[] SignMlDsa(MLDsa key, ReadOnlySpan<byte> message)
    {
        var signature = new byte[key.Algorithm.SignatureSizeInBytes];
        key.SignData(message, signature, []);
        return signature;
    }

    private static SoftwareKey OfEd25519(byte[] seed)
    {
        if (seed.Length != Ed25519.KeySize)
            throw Errors.BadPrivateKey($"an Ed25519 key has 32 bytes, this one has {seed.Length}");
        var key = Ed25519.ImportPrivate(seed);
        var publicKey = PublicKey.FromEd25519(Ed25519.PublicOf(key));
        return new(publicKey, SignatureScheme.Ed25519, message => Ed25519.Sign(key, message, SignatureScheme.Ed25519), () => Wrap(KeyOids.Ed25519, seed, Asn1Tag.PrimitiveOctetString), key);
    }

    // RFC 8410 section 7 and RFC 9881 section 6: the key is an octet string inside the octet string.
    private static byte[] Wrap(string algorithm, byte[] key, Asn1Tag tag)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(algorithm);
            using (writer.PushOctetString())
                writer.WriteOctetString(key, tag);
        }
        return writer.Encode();
    }
}
