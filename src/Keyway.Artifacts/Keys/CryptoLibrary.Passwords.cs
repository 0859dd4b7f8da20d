// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>The part of libcrypto that turns passwords into keys and reads and writes encrypted PKCS #8.</summary>
internal static partial class CryptoLibrary
{
    [LibraryImport(Name, EntryPoint = "EVP_PBE_scrypt")]
    public static partial int Scrypt(ReadOnlySpan<byte> password, nuint passwordLength, ReadOnlySpan<byte> salt, nuint saltLength, ulong n, ulong r, ulong p, ulong maxMemory, Span<byte> key, nuint keyLength);

    [LibraryImport(Name, EntryPoint = "PKCS8_decrypt")]
    public static partial PrivateKeyInfoHandle Decrypt(EncryptedKeyHandle encrypted, ReadOnlySpan<byte> password, int length);

    [LibraryImport(Name, EntryPoint = "PKCS8_encrypt")]
    public static partial EncryptedKeyHandle Encrypt(int scheme, nint cipher, ReadOnlySpan<byte> password, int length, ReadOnlySpan<byte> salt, int saltLength, int rounds, PrivateKeyInfoHandle info);

    [LibraryImport(Name, EntryPoint = "EVP_aes_256_cbc")]
    public static partial nint Aes256Cbc();

    [LibraryImport(Name, EntryPoint = "X509_SIG_free")]
    public static partial void EncryptedFree(nint encrypted);

    [LibraryImport(Name, EntryPoint = "PKCS8_PRIV_KEY_INFO_free")]
    public static partial void PrivateKeyInfoFree(nint info);

    /// <exception cref="KeywayException">KW2005 it is none.</exception>
    public static unsafe EncryptedKeyHandle ParseEncrypted(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var next = start;
            var parsed = ParseEncrypted(0, ref next, new CLong(der.Length));
            return parsed.IsInvalid ? throw Errors.BadPrivateKey("libcrypto does not take it as an encrypted PKCS #8") : parsed;
        }
    }

    /// <exception cref="KeywayException">KW2005 it is none.</exception>
    public static unsafe PrivateKeyInfoHandle ParseInfo(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var next = start;
            var parsed = ParseInfo(0, ref next, new CLong(der.Length));
            return parsed.IsInvalid ? throw Errors.BadPrivateKey("libcrypto does not take it as PKCS #8") : parsed;
        }
    }

    /// <summary>The DER of a key; the caller wipes it.</summary>
    public static unsafe byte[] Write(PrivateKeyInfoHandle info)
    {
        var der = GC.AllocateUninitializedArray<byte>(WriteInfo(info, null), pinned: true);
        fixed (byte* start = der)
        {
            var next = start;
            return WriteInfo(info, &next) == der.Length ? der : throw Errors.LibraryRefused("it did not write the key");
        }
    }

    public static unsafe byte[] Write(EncryptedKeyHandle encrypted)
    {
        var der = new byte[WriteEncrypted(encrypted, null)];
        fixed (byte* start = der)
        {
            var next = start;
            return WriteEncrypted(encrypted, &next) == der.Length ? der : throw Errors.LibraryRefused("it did not write the key");
        }
    }

    [LibraryImport(Name, EntryPoint = "d2i_X509_SIG")]
    private static unsafe partial EncryptedKeyHandle ParseEncrypted(nint reuse, ref byte* der, CLong length);

    [LibraryImport(Name, EntryPoint = "d2i_PKCS8_PRIV_KEY_INFO")]
    private static unsafe partial PrivateKeyInfoHandle ParseInfo(nint reuse, ref byte* der, CLong length);

    [LibraryImport(Name, EntryPoint = "i2d_PKCS8_PRIV_KEY_INFO")]
    private static unsafe partial int WriteInfo(PrivateKeyInfoHandle info, byte** der);

    [LibraryImport(Name, EntryPoint = "i2d_X509_SIG")]
    private static unsafe partial int WriteEncrypted(EncryptedKeyHandle encrypted, byte** der);
}
