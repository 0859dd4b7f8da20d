// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Encrypted PKCS #8 (RFC 5958 section 3) by libcrypto. Only PBES2 (RFC 8018) is read, with bounded work; written is PBKDF2 with HMAC-SHA-256, 600 000 rounds, and AES-256-CBC.
/// </summary>
internal static class EncryptedPrivateKeyInfo
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";
    private const int Pbes2ByCipher = -1;
    private const int MaxRounds = 10_000_000;
    private const int Rounds = 600_000;
    private const int SaltSize = 16;

    /// <summary>Unencrypted PKCS #8; the caller wipes it.</summary>
    /// <exception cref="KeywayException">KW2005 unreadable; KW2007 the password does not fit.</exception>
    public static byte[] Decrypt(byte[] der, KeyPassword password)
    {
        CheckParameters(der);
        using var encrypted = CryptoLibrary.ParseEncrypted(der);
        using var info = CryptoLibrary.Decrypt(encrypted, password.Utf8, password.Utf8.Length);
        if (info.IsInvalid)
        {
            CryptoLibrary.ClearErrors();
            throw Errors.WrongPassword();
        }

        return CryptoLibrary.Write(info);
    }

    public static byte[] Encrypt(byte[] pkcs8, KeyPassword password)
    {
        using var info = CryptoLibrary.ParseInfo(pkcs8);
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        using var encrypted = CryptoLibrary.Encrypt(Pbes2ByCipher, CryptoLibrary.Aes256Cbc(), password.Utf8, password.Utf8.Length, salt, salt.Length, Rounds, info);
        return encrypted.IsInvalid ? throw Errors.LibraryRefused("it did not encrypt the key") : CryptoLibrary.Write(encrypted);
    }

    // PBES1 is DES or RC2 with MD5 or SHA-1; and the number of rounds says how long reading takes, so the file does not get to choose it freely.
    private static void CheckParameters(byte[] der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var algorithm = info.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            if (oid != Pbes2) throw Errors.BadPrivateKey($"it is encrypted by {oid}, which is weak; expected PBES2: `openssl pkcs8 -topk8 -v2 aes-256-cbc` writes that");
            var derivation = algorithm.ReadSequence().ReadSequence();
            CheckWork(derivation.ReadObjectIdentifier(), derivation.ReadSequence());
        }
        catch (AsnContentException e)
        {
            throw Errors.BadPrivateKey("it is not an encrypted PKCS #8", e);
        }
    }

    // libcrypto bounds scrypt itself: it refuses more than 32 MiB of memory.
    private static void CheckWork(string function, AsnReader parameters)
    {
        if (function == Scrypt) return;
        if (function != Pbkdf2) throw Errors.BadPrivateKey($"its password function {function} is not known; expected PBKDF2 or scrypt");
        parameters.ReadOctetString();
        if (!parameters.TryReadInt32(out var rounds) || rounds is < 1 or > MaxRounds) throw Errors.BadPrivateKey($"its password function asks for more than {MaxRounds} rounds");
    }
}
