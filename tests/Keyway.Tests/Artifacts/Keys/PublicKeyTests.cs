// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;

namespace Keyway.Tests.Artifacts.Keys;

/// <summary>Keys and signatures: published vectors, .NET as the other side, and every refusal.</summary>
public sealed class PublicKeyTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("an attested driver");

    public static TheoryData<KeyKind> Kinds => [KeyKind.EcdsaP256, KeyKind.EcdsaP384, KeyKind.EcdsaP521, KeyKind.Rsa, KeyKind.Ed25519, KeyKind.MlDsa44, KeyKind.MlDsa65, KeyKind.MlDsa87];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Signature_holds_for_its_own_message_key_and_scheme_only(KeyKind kind)
    {
        if (IsMissing(kind)) return;
        using var key = SoftwareKey.Generate(kind);
        using var other = SoftwareKey.Generate(kind);

        var signature = await key.SignAsync(Message, TestContext.Current.CancellationToken);

        Assert.True(key.PublicKey.Verify(Message, signature, key.Scheme));
        Assert.False(key.PublicKey.Verify([.. Message, 0], signature, key.Scheme));
        Assert.False(other.PublicKey.Verify(Message, signature, key.Scheme));
        Assert.False(key.PublicKey.Verify(Message, signature.AsSpan(0, signature.Length - 1), key.Scheme));
        Assert.False(key.PublicKey.Verify(Message, [.. signature, 0], key.Scheme));
        Assert.False(key.PublicKey.Verify(Message, [], key.Scheme));
        Assert.All(Enum.GetValues<SignatureScheme>().Where(scheme => !scheme.Fits(kind)), scheme => Assert.False(key.PublicKey.Verify(Message, signature, scheme)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Key_comes_back_from_PKCS8_and_its_public_half_from_DER_and_PEM(KeyKind kind)
    {
        if (IsMissing(kind)) return;
        using var key = SoftwareKey.Generate(kind);

        using var again = SoftwareKey.FromPkcs8(key.ToPkcs8());

        var signature = await again.SignAsync(Message, TestContext.Current.CancellationToken);
        Assert.Equal(key.PublicKey.Fingerprint, again.PublicKey.Fingerprint);
        Assert.True(PublicKey.FromPem(key.PublicKey.ToPem()).Verify(Message, signature, key.Scheme));
        Assert.True(PublicKey.FromSubjectPublicKeyInfo(key.PublicKey.SubjectPublicKeyInfo.Span).Verify(Message, signature, key.Scheme));
        Assert.Equal(kind, again.PublicKey.Kind);
    }

    [Theory]
    [InlineData(SignatureScheme.EcdsaP384Sha256)]
    [InlineData(SignatureScheme.EcdsaP384Sha384)]
    public void Signature_over_a_hash_is_checked_with_the_hash_its_scheme_names(SignatureScheme scheme)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var publicKey = PublicKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo());
        var signature = key.SignData(Message, scheme.Hash!.Value, DSASignatureFormat.Rfc3279DerSequence);

        Assert.True(publicKey.VerifyHash(CryptographicOperations.HashData(scheme.Hash!.Value, Message), signature, scheme));
        Assert.True(publicKey.Verify(Message, signature, scheme));
        Assert.False(publicKey.VerifyHash(SHA512.HashData(Message), signature, scheme));
        Assert.False(publicKey.VerifyHash(new byte[scheme.Hash == HashAlgorithmName.SHA256 ? 32 : 48], signature, scheme));
    }

    [Theory]
    [InlineData(SignatureScheme.RsaPkcs1Sha256)]
    [InlineData(SignatureScheme.RsaPssSha256)]
    [InlineData(SignatureScheme.RsaPkcs1Sha384)]
    [InlineData(SignatureScheme.RsaPssSha384)]
    [InlineData(SignatureScheme.RsaPkcs1Sha512)]
    [InlineData(SignatureScheme.RsaPssSha512)]
    public void Rsa_padding_and_hash_are_those_of_the_scheme(SignatureScheme scheme)
    {
        using var key = RSA.Create(2048);
        var publicKey = PublicKey.FromPkcs1(key.ExportRSAPublicKey());

        var signature = key.SignData(Message, scheme.Hash!.Value, scheme.Padding);

        Assert.Equal([scheme], Enum.GetValues<SignatureScheme>().Where(candidate => publicKey.Verify(Message, signature, candidate)));
        Assert.True(publicKey.VerifyHash(CryptographicOperations.HashData(scheme.Hash!.Value, Message), signature, scheme));
    }

    // RFC 8032 section 7.1, test 3.
    [Fact]
    public async Task Ed25519_agrees_with_the_vectors_of_its_standard()
    {
        var seed = Convert.FromHexString("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        var expected = Convert.FromHexString("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        var publicKey = PublicKey.FromEd25519(Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));
        using var key = SoftwareKey.FromPkcs8([.. Convert.FromHexString("302e020100300506032b657004220420"), .. seed]);

        Assert.Equal(publicKey.Fingerprint, key.PublicKey.Fingerprint);
        Assert.Equal(expected, await key.SignAsync(new byte[] { 0xaf, 0x82 }, TestContext.Current.CancellationToken));
        Assert.True(publicKey.Verify([0xaf, 0x82], expected, SignatureScheme.Ed25519));
        Assert.False(publicKey.VerifyHash(SHA512.HashData([0xaf, 0x82]), expected, SignatureScheme.Ed25519));
    }

    [Fact]
    public async Task Ed25519ph_agrees_with_the_vector_of_its_standard_and_is_never_taken_for_Ed25519()
    {
        var publicKey = PublicKey.FromEd25519(Convert.FromHexString("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf"));
        // RFC 8032 section 7.3.
        var signature = Convert.FromHexString("98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406");

        using var key = SoftwareKey.FromPkcs8(Convert.FromHexString("302e020100300506032b657004220420" + "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42"));

        Assert.True(publicKey.Verify("abc"u8, signature, SignatureScheme.Ed25519ph));
        Assert.Equal(signature, await key.With(SignatureScheme.Ed25519ph).SignAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken));
        Assert.False(publicKey.Verify("abd"u8, signature, SignatureScheme.Ed25519ph));
        Assert.False(publicKey.VerifyHash(SHA512.HashData("abc"u8), signature, SignatureScheme.Ed25519ph));
        Assert.False(publicKey.Verify("abc"u8, signature, SignatureScheme.Ed25519));
    }

    [Theory]
    [InlineData(KeyKind.MlDsa44)]
    [InlineData(KeyKind.MlDsa87)]
    public void MlDsa_is_refused_by_name_where_the_library_lacks_it(KeyKind kind)
    {
        if (MLDsa.IsSupported) return;

        Assert.Equal("KW2003", Assert.Throws<KeywayException>(() => SoftwareKey.Generate(kind)).Code.Id);
        var info = SubjectPublicKeyInfo.Wrap(KeyOids.Of(kind), new byte[1312], nullParameters: false);
        Assert.Equal("KW2003", Assert.Throws<KeywayException>(() => PublicKey.FromSubjectPublicKeyInfo(info)).Code.Id);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1536)]
    [InlineData(8192)]
    public void Rsa_keys_outside_2048_to_4096_bits_are_refused(int bits)
    {
        var modulus = new byte[bits / 8];
        modulus[0] = 0x80;
        modulus[^1] = 1;

        Assert.Equal("KW2002", Assert.Throws<KeywayException>(() => PublicKey.FromPkcs1(Pkcs1(modulus, [1, 0, 1]))).Code.Id);
    }

    [Theory]
    [InlineData("03")]
    [InlineData("00ffff")]
    [InlineData("0100000001")]
    public void Rsa_exponents_that_invite_forgery_or_cost_time_are_refused(string exponent)
    {
        var modulus = new byte[256];
        modulus[0] = 0x80;
        modulus[^1] = 1;

        Assert.Equal("KW2002", Assert.Throws<KeywayException>(() => PublicKey.FromPkcs1(Pkcs1(modulus, Convert.FromHexString(exponent)))).Code.Id);
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.1")] // P-192
    [InlineData("1.3.132.0.10")] // secp256k1
    public void Curves_that_are_not_allowed_are_refused(string curve)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(KeyOids.EcPublicKey);
                writer.WriteObjectIdentifier(curve);
            }
            writer.WriteBitString(new byte[65]);
        }

        Assert.Equal("KW2002", Assert.Throws<KeywayException>(() => PublicKey.FromSubjectPublicKeyInfo(writer.Encode())).Code.Id);
    }

    [Fact]
    public void Damaged_public_keys_are_refused()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var info = key.PublicKey.SubjectPublicKeyInfo.ToArray();
        var offCurve = info.ToArray();
        offCurve[^1] ^= 1;

        byte[][] damaged = [[], [0x30], info[..^1], [.. info, 0], offCurve, SubjectPublicKeyInfo.Wrap(KeyOids.Ed25519, new byte[31], nullParameters: false)];

        Assert.All(damaged, der => Assert.Equal("KW2001", Assert.Throws<KeywayException>(() => PublicKey.FromSubjectPublicKeyInfo(der)).Code.Id));
    }

    [Fact]
    public void Pem_holds_one_public_key_and_nothing_else()
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        var pem = key.PublicKey.ToPem();

        string[] refused = ["", "no PEM", pem + pem, "note\n" + pem, PemEncoding.WriteString("PRIVATE KEY", key.ToPkcs8()), PemEncoding.WriteString("RSA PUBLIC KEY", key.PublicKey.SubjectPublicKeyInfo.Span)];

        Assert.All(refused, text => Assert.Equal("KW2001", Assert.Throws<KeywayException>(() => PublicKey.FromPem(text)).Code.Id));
        Assert.Equal(key.PublicKey.Fingerprint, PublicKey.FromPem("\n" + pem + "\n").Fingerprint);
    }

    [Fact]
    public void Damaged_private_keys_are_refused()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var der = key.ToPkcs8();

        byte[][] damaged = [[], der[..^1], [.. der, 0], [.. Convert.FromHexString("302e020100300506032b657004220420"), .. new byte[31]], Convert.FromHexString("300f020100300506032b65700403040100")];

        Assert.All(damaged, bytes => Assert.Equal("KW2005", Assert.Throws<KeywayException>(() => SoftwareKey.FromPkcs8(bytes)).Code.Id));
    }

    [Fact]
    public void What_libcrypto_refuses_is_said()
    {
        var refusal = Assert.Throws<KeywayException>(() => Ed25519.ImportPublic(new byte[7]));

        Assert.Equal("KW2004", refusal.Code.Id);
    }

    [Fact]
    public void Fingerprint_is_the_hash_of_the_DER()
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);

        Assert.Equal(Digest.OfBytes(key.PublicKey.SubjectPublicKeyInfo.Span), key.PublicKey.Fingerprint);
    }

    private static bool IsMissing(KeyKind kind) => kind is KeyKind.MlDsa44 or KeyKind.MlDsa65 or KeyKind.MlDsa87 && !MLDsa.IsSupported;

    private static byte[] Pkcs1(byte[] modulus, byte[] exponent)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(modulus);
            writer.WriteIntegerUnsigned(exponent);
        }
        return writer.Encode();
    }
}
