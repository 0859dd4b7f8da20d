// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// The content of cosign's key files: PKCS #8 sealed by NaCl's secretbox (XSalsa20-Poly1305) under a key that scrypt makes from the password. Only the three costs that the
/// format's own library takes are taken, so a file cannot ask for more memory or time.
/// </summary>
internal static class CosignKey
{
    private const int SaltSize = 32;
    private const int StandardCost = 65_536;
    private const ulong MaxMemory = 256 << 20;

    /// <summary>PKCS #8; the caller wipes it.</summary>
    /// <exception cref="KeywayException">KW2005 unreadable; KW2007 the password does not fit; KW2008 no libsodium.</exception>
    public static byte[] Open(ReadOnlySpan<byte> json, KeyPassword password)
    {
        var file = Parse(json);
        SodiumLibrary.Require();
        var key = Derive(password, file.Derivation.Salt, file.Derivation.Cost.N);
        try
        {
            var pkcs8 = GC.AllocateUninitializedArray<byte>(file.Ciphertext.Length - SodiumLibrary.SecretBoxOverhead, pinned: true);
            return SodiumLibrary.Open(pkcs8, file.Ciphertext, (ulong)file.Ciphertext.Length, file.Cipher.Nonce, key) == 0 ? pkcs8 : throw Errors.WrongPassword();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <exception cref="KeywayException">KW2008 no libsodium.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> pkcs8, KeyPassword password)
    {
        SodiumLibrary.Require();
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(SodiumLibrary.SecretBoxNonceSize);
        var key = Derive(password, salt, StandardCost);
        var box = new byte[pkcs8.Length + SodiumLibrary.SecretBoxOverhead];
        try
        {
            if (SodiumLibrary.Seal(box, pkcs8, (ulong)pkcs8.Length, nonce, key) != 0) throw Errors.LibraryRefused("libsodium did not seal the key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new CosignKeyFile
            {
                Derivation = new() { Name = "scrypt", Cost = new() { N = StandardCost, R = 8, P = 1 }, Salt = salt },
                Cipher = new() { Name = "nacl/secretbox", Nonce = nonce },
                Ciphertext = box,
            },
            KeyJson.Plain.CosignKeyFile);
    }

    internal static CosignKeyFile Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, KeyJson.Plain.CosignKeyFile) ?? throw Errors.BadPrivateKey("the content of the cosign key is null");
            return WhatIsWrong(file) is { } reason ? throw Errors.BadPrivateKey(reason) : file;
        }
        catch (JsonException e)
        {
            throw Errors.BadPrivateKey("the content of the cosign key is not the expected JSON", e);
        }
    }

    private static string? WhatIsWrong(CosignKeyFile file)
    {
        if (file.Derivation.Name != "scrypt") return $"its password function is '{file.Derivation.Name}', expected 'scrypt'";
        if (file.Derivation.Cost is not { N: 32_768 or StandardCost or 131_072, R: 8, P: 1 }) return "its scrypt cost is none that cosign writes: N 32768, 65536 or 131072, r 8, p 1";
        if (file.Derivation.Salt.Length != SaltSize) return $"its salt has {file.Derivation.Salt.Length} bytes, expected {SaltSize}";
        if (file.Cipher.Name != "nacl/secretbox") return $"its cipher is '{file.Cipher.Name}', expected 'nacl/secretbox'";
        if (file.Cipher.Nonce.Length != SodiumLibrary.SecretBoxNonceSize) return $"its nonce has {file.Cipher.Nonce.Length} bytes, expected {SodiumLibrary.SecretBoxNonceSize}";
        return file.Ciphertext.Length > SodiumLibrary.SecretBoxOverhead ? null : "its ciphertext is too short";
    }

    private static byte[] Derive(KeyPassword password, byte[] salt, int cost)
    {
        var key = GC.AllocateUninitializedArray<byte>(SodiumLibrary.SecretBoxKeySize, pinned: true);
        return CryptoLibrary.Scrypt(password.Utf8, (nuint)password.Utf8.Length, salt, (nuint)salt.Length, (ulong)cost, 8, 1, MaxMemory, key, (nuint)key.Length) == 1
            ? key
            : throw Errors.LibraryRefused("it did not derive a key from the password");
    }
}
