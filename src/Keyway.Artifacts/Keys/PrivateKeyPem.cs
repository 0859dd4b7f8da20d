// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Private keys as text: PKCS #8 (<c>PRIVATE KEY</c>), encrypted PKCS #8 (<c>ENCRYPTED PRIVATE KEY</c>), cosign's own form (<c>ENCRYPTED SIGSTORE PRIVATE KEY</c>, and
/// <c>ENCRYPTED COSIGN PRIVATE KEY</c> of cosign 1), and for reading SEC 1 and PKCS #1 as older tools write them. One key and nothing else in the text.
/// </summary>
public static class PrivateKeyPem
{
    private const string Plain = "PRIVATE KEY";
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private const string Cosign = "ENCRYPTED SIGSTORE PRIVATE KEY";
    private const string OldCosign = "ENCRYPTED COSIGN PRIVATE KEY";

    /// <summary>Whether reading the text takes a password.</summary>
    public static bool NeedsPassword(ReadOnlySpan<char> pem) => PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] is Encrypted or Cosign or OldCosign;

    /// <summary>Reads a key; a password that is not needed is not looked at.</summary>
    /// <exception cref="KeywayException">KW2005 unreadable; KW2006 encrypted and no password; KW2007 wrong password; KW2008 no libsodium; KW2002 a kind that is not allowed; KW2003 not supported.</exception>
    public static SoftwareKey Read(ReadOnlySpan<char> pem, KeyPassword? password)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
            throw Errors.BadPrivateKey("there is no PEM in it");
        if (!pem[..fields.Location.Start.Value].IsWhiteSpace() || !pem[fields.Location.End.Value..].IsWhiteSpace())
            throw Errors.BadPrivateKey("there is other text around the PEM");
        var content = GC.AllocateUninitializedArray<byte>(fields.DecodedDataLength, pinned: true);
        try
        {
            return Convert.TryFromBase64Chars(pem[fields.Base64Data], content, out var written)
                ? ReadLabelled(new string(pem[fields.Label]), content[..written], password)
                : throw Errors.BadPrivateKey("its base64 is damaged");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>PKCS #8, encrypted when there is a password.</summary>
    public static string Write(SoftwareKey key, KeyPassword? password) =>
        WithPkcs8(key, pkcs8 => password is null ? PemEncoding.WriteString(Plain, pkcs8) + "\n" : PemEncoding.WriteString(Encrypted, EncryptedPrivateKeyInfo.Encrypt(pkcs8, password)) + "\n");

    /// <summary>The form that cosign reads and writes; always encrypted, perhaps with an empty password.</summary>
    /// <exception cref="KeywayException">KW2008 no libsodium.</exception>
    public static string WriteCosign(SoftwareKey key, KeyPassword password) =>
        WithPkcs8(key, pkcs8 => PemEncoding.WriteString(Cosign, CosignKey.Seal(pkcs8, password)) + "\n");

    private static SoftwareKey ReadLabelled(string label, byte[] content, KeyPassword? password)
    {
        try
        {
            return label switch
            {
                Plain => SoftwareKey.FromPkcs8(content),
                Encrypted => Decrypted(EncryptedPrivateKeyInfo.Decrypt(content, password ?? throw Errors.PasswordMissing())),
                Cosign or OldCosign => Decrypted(CosignKey.Open(content, password ?? throw Errors.PasswordMissing())),
                "EC PRIVATE KEY" => SoftwareKey.Of(ImportSec1(content)),
                "RSA PRIVATE KEY" => SoftwareKey.Of(ImportPkcs1(content)),
                _ => throw Errors.BadPrivateKey($"its PEM label is '{label}'"),
            };
        }
        catch (CryptographicException e)
        {
            throw Errors.BadPrivateKey($"libcrypto does not accept it: {e.Message}", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static SoftwareKey Decrypted(byte[] pkcs8)
    {
        try
        {
            return SoftwareKey.FromPkcs8(pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static ECDsa ImportSec1(byte[] der)
    {
        var key = ECDsa.Create();
        key.ImportECPrivateKey(der, out _);
        return key;
    }

    private static RSA ImportPkcs1(byte[] der)
    {
        var key = RSA.Create();
        key.ImportRSAPrivateKey(der, out _);
        return key;
    }

    private static string WithPkcs8(SoftwareKey key, Func<byte[], string> write)
    {
        var pkcs8 = key.ToPkcs8();
        try
        {
            return write(pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }
}
