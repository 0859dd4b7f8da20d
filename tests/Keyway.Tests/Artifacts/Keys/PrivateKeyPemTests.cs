// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Keys;

/// <summary>Private keys as text, in every form, and every way in which such a text is refused.</summary>
public sealed class PrivateKeyPemTests
{
    private static readonly byte[] Message = "keyway"u8.ToArray();

    public static TheoryData<KeyKind> Kinds => [KeyKind.EcdsaP256, KeyKind.EcdsaP384, KeyKind.EcdsaP521, KeyKind.Rsa, KeyKind.Ed25519, .. MLDsa.IsSupported ? [KeyKind.MlDsa44, KeyKind.MlDsa65, KeyKind.MlDsa87] : Array.Empty<KeyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Key_comes_back_from_every_form(KeyKind kind)
    {
        using var key = SoftwareKey.Generate(kind);
        using var password = KeyPassword.Of("pässword");

        foreach (var pem in new[] { PrivateKeyPem.Write(key, null), PrivateKeyPem.Write(key, password), PrivateKeyPem.WriteCosign(key, password) })
        {
            using var back = PrivateKeyPem.Read(pem, password);

            Assert.Equal(key.PublicKey.Fingerprint, back.PublicKey.Fingerprint);
            var signature = await back.SignAsync(Message, CancellationToken.None);
            Assert.True(key.PublicKey.Verify(Message, signature, key.Scheme));
        }
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256, SignatureScheme.EcdsaP256Sha256)]
    [InlineData(KeyKind.EcdsaP384, SignatureScheme.EcdsaP384Sha256)]
    [InlineData(KeyKind.EcdsaP521, SignatureScheme.EcdsaP521Sha512)]
    [InlineData(KeyKind.Rsa, SignatureScheme.RsaPkcs1Sha512)]
    [InlineData(KeyKind.Rsa, SignatureScheme.RsaPssSha256)]
    public async Task Signature_over_a_hash_is_one_over_the_message(KeyKind kind, SignatureScheme scheme)
    {
        using var key = SoftwareKey.Generate(kind).With(scheme);

        var signature = await key.SignHashAsync(CryptographicOperations.HashData(scheme.Hash!.Value, Message), CancellationToken.None);

        Assert.True(scheme.SignsHash);
        Assert.True(key.PublicKey.Verify(Message, signature, scheme));
    }

    [Fact]
    public async Task Schemes_that_sign_messages_take_no_hash_and_no_foreign_key()
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);

        Assert.False(key.Scheme.SignsHash);
        await Assert.ThrowsAsync<ArgumentException>(async () => await key.SignHashAsync(new byte[32], CancellationToken.None));
        Assert.Throws<ArgumentException>(() => key.With(SignatureScheme.EcdsaP256Sha256));
    }

    [Fact]
    public void Sec1_and_pkcs1_are_read()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        using var first = PrivateKeyPem.Read(ecdsa.ExportECPrivateKeyPem(), null);
        using var second = PrivateKeyPem.Read(rsa.ExportRSAPrivateKeyPem(), null);

        Assert.Equal(KeyKind.EcdsaP384, first.PublicKey.Kind);
        Assert.Equal(2048, second.PublicKey.Bits);
    }

    // From the test vectors of the library that cosign uses, each of the three costs it knows: their content is no key, which is found out after decryption.
    [Theory]
    [InlineData("""{"kdf":{"name":"scrypt","params":{"N":32768,"r":8,"p":1},"salt":"WO3mVvyTwJ9vwT5/Tk5OW5WPIBUofMjcpEfrLnfY4uA="},"cipher":{"name":"nacl/secretbox","nonce":"tCy7HcTFr4uxv4Nrg/DWmncuZ148U1MX"},"ciphertext":"08n43p5G5yviPEZpO7tPPF4aZQkWiWjkv4taFdhDBA0tamKH4nw="}""")]
    [InlineData("""{"kdf":{"name":"scrypt","params":{"N":65536,"r":8,"p":1},"salt":"FhzPOt9/bJG4PTq6lQ6ecG6GzaOuOy/ynG5+yRiFlNs="},"cipher":{"name":"nacl/secretbox","nonce":"aw1ng1jHaDz/tQ7V2gR9O2+IGQ8xJEuE"},"ciphertext":"HycvuLZL4sYH0BrYTh4E/H20VtAW6u5zL5Pr+IBjYLYnCPzDkq8="}""")]
    [InlineData("""{"kdf":{"name":"scrypt","params":{"N":131072,"r":8,"p":1},"salt":"m38E3kouJTtiheLQN22NQ8DTito5hrjpUIskqcd375k="},"cipher":{"name":"nacl/secretbox","nonce":"Y6PM13yA+o44pE/W1ZBwczeGnTV/m9Zc"},"ciphertext":"6H8sqj1K6B6yDjtH5AQ6lbFigg/C2yDDJc4rYJ79w9aVPImFIPI="}""")]
    public void Published_vectors_of_the_cosign_format_decrypt(string json)
    {
        using var password = KeyPassword.Of("supersecret");

        Assert.Equal("\"cmVhbGx5aW1wb3J0YW50\"", Encoding.ASCII.GetString(CosignKey.Open(Encoding.UTF8.GetBytes(json), password)));
    }

    [Fact]
    public void Encrypted_key_needs_its_password()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var right = KeyPassword.Of("right");
        using var wrong = KeyPassword.Of("wrong");

        foreach (var pem in new[] { PrivateKeyPem.Write(key, right), PrivateKeyPem.WriteCosign(key, right) })
        {
            Assert.True(PrivateKeyPem.NeedsPassword(pem));
            Assert.Equal("KW2006", Refusal(pem, null).Code.Id);
            Assert.Equal("KW2007", Refusal(pem, wrong).Code.Id);
        }
    }

    [Fact]
    public void Refusals_about_private_keys_read_well()
    {
        using var password = KeyPassword.Of("p");
        var refusals = new[]
        {
            Refusal("no pem", null),
            Refusal("x " + Pem("PRIVATE KEY", [1]), null),
            Refusal(Pem("CERTIFICATE", [1]), null),
            Refusal(Pem("PRIVATE KEY", [0x30, 0]), null),
            Refusal(Pem("ENCRYPTED PRIVATE KEY", [0x30, 0]), password),
            Refusal(Pem("ENCRYPTED PRIVATE KEY", Pbes("1.2.840.113549.1.5.3", 2048)), password),
            Refusal(Pem("ENCRYPTED PRIVATE KEY", Pbes("1.2.840.113549.1.5.13", int.MaxValue)), password),
            Refusal(Pem("ENCRYPTED SIGSTORE PRIVATE KEY", "{}"u8), password),
            Refusal(Cosign("\"N\":65536", "\"N\":1073741824"), password),
            Refusal(Cosign("scrypt", "argon2id"), password),
            Refusal(Cosign("nacl/secretbox", "none"), password),
            Refusal(Cosign("\"ciphertext\":", "\"x\":1,\"ciphertext\":"), password),
            Refusal(Pem("PRIVATE KEY", []), null),
            Errors.PasswordMissing(),
            Errors.WrongPassword(),
        };

        Golden.Verify("Keys/PrivateKeys.txt", string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal))));
    }

    [Fact]
    public void Missing_libsodium_is_one_clear_refusal() =>
        Assert.Equal("KW2008", Assert.Throws<KeywayException>(() => SodiumLibrary.Require("libsodium.so.99")).Code.Id);

    private static KeywayException Refusal(string pem, KeyPassword? password) => Assert.Throws<KeywayException>(() => PrivateKeyPem.Read(pem, password));

    private static string Pem(string label, ReadOnlySpan<byte> content) => PemEncoding.WriteString(label, content);

    private static string Cosign(string text, string replacement)
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var password = KeyPassword.Of("p");
        var pem = PrivateKeyPem.WriteCosign(key, password);
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]));
        return Pem("ENCRYPTED SIGSTORE PRIVATE KEY", Encoding.UTF8.GetBytes(json.Replace(text, replacement, StringComparison.Ordinal)));
    }

    private static byte[] Pbes(string scheme, int rounds)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(scheme);
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(new byte[16]);
                        writer.WriteInteger(rounds);
                    }
                }
            }

            writer.WriteOctetString(new byte[64]);
        }

        return writer.Encode();
    }
}
