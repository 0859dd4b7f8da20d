// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>A private key in memory. Thread safe; dispose it to wipe the key. <see cref="PrivateKeyPem"/> reads and writes the forms it has in files.</summary>
public sealed class SoftwareKey : ISigningKey, IDisposable
{
    private readonly PrivateMaterial material;

    private SoftwareKey(PublicKey publicKey, PrivateMaterial material, SignatureScheme? scheme = null)
    {
        PublicKey = publicKey;
        Scheme = scheme ?? publicKey.DefaultScheme;
        this.material = material;
    }

    public PublicKey PublicKey { get; }

    public SignatureScheme Scheme { get; }

    /// <summary>Makes a new key with the system's random numbers. RSA keys have 3072 bits.</summary>
    /// <exception cref="KeywayException">KW2003 the system's libcrypto lacks ML-DSA.</exception>
    public static SoftwareKey Generate(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        KeyKind.EcdsaP384 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP384)),
        KeyKind.EcdsaP521 => Of(ECDsa.Create(ECCurve.NamedCurves.nistP521)),
        KeyKind.Rsa => Of(RSA.Create(3072)),
        KeyKind.Ed25519 => OfEd25519(RandomNumberGenerator.GetBytes(Ed25519.KeySize)),
        _ when !MLDsa.IsSupported => throw Errors.SchemeUnsupported(kind),
        _ => Of(MLDsa.GenerateKey(MlDsaMaterial.AlgorithmOf(kind)), kind),
    };

    /// <summary>Reads unencrypted PKCS #8 (RFC 5958), DER.</summary>
    /// <exception cref="KeywayException">KW2005 unreadable; KW2002 a kind or size that is not allowed; KW2003 not supported by this system.</exception>
    public static SoftwareKey FromPkcs8(ReadOnlySpan<byte> der)
    {
        var copy = der.ToArray();
        try
        {
            return PrivateKeyInfo.Import(copy);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw Errors.BadPrivateKey("it is not PKCS #8", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>The same key signing by another scheme, as RSA-PSS in place of PKCS #1 v1.5. Both share the material: dispose one of them.</summary>
    /// <exception cref="ArgumentException">The scheme is one of another kind of key.</exception>
    public SoftwareKey With(SignatureScheme scheme) => scheme.Fits(PublicKey.Kind)
        ? new(PublicKey, material, scheme)
        : throw new ArgumentException($"a key of kind {PublicKey.Kind} cannot sign by {scheme}", nameof(scheme));

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(material.Sign(message.Span, Scheme));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(material.SignHash(hash.Span, Scheme));
    }

    /// <summary>Unencrypted PKCS #8, DER. The caller wipes it.</summary>
    public byte[] ToPkcs8() => material.ToPkcs8();

    public void Dispose() => material.Dispose();

    internal static SoftwareKey Of(ECDsa key) => Adopt(key, new EcdsaPrivateMaterial(key));

    internal static SoftwareKey Of(RSA key) => Adopt(key, new RsaPrivateMaterial(key));

    internal static SoftwareKey Of(MLDsa key, KeyKind kind)
    {
        var oid = KeyOids.Of(kind);
        var publicKey = PublicKey.FromSubjectPublicKeyInfo(Keys.SubjectPublicKeyInfo.Wrap(oid, key.ExportMLDsaPublicKey(), nullParameters: false));
        return new(publicKey, new MlDsaPrivateMaterial(key, oid));
    }

    /// <summary>Takes the seed over: it is wiped with the key.</summary>
    internal static SoftwareKey OfEd25519(byte[] seed)
    {
        if (seed.Length != Ed25519.KeySize)
            throw Errors.BadPrivateKey($"an Ed25519 key has 32 bytes, this one has {seed.Length}");
        var key = Ed25519.ImportPrivate(seed);
        return new(PublicKey.FromEd25519(Ed25519.PublicOf(key)), new Ed25519PrivateMaterial(key, seed));
    }

    private static SoftwareKey Adopt(AsymmetricAlgorithm key, PrivateMaterial material)
    {
        try
        {
            return new(PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()), material);
        }
        catch
        {
            material.Dispose();
            throw;
        }
    }
}
