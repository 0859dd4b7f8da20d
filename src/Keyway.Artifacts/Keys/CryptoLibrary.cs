// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>The functions of the system's libcrypto (OpenSSL 3) that are used directly. The runtime itself needs the same library, so it is there wherever .NET runs.</summary>
internal static partial class CryptoLibrary
{
    public const string Name = "libcrypto.so.3";

    /// <summary>EVP_PKEY_ED25519, that is NID_ED25519.</summary>
    public const int Ed25519 = 1087;

    [LibraryImport(Name, EntryPoint = "OpenSSL_version_num")]
    public static partial nuint VersionNumber();

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial EvpKeyHandle NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial EvpKeyHandle NewRawPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int GetRawPublicKey(EvpKeyHandle key, Span<byte> buffer, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    public static partial void KeyFree(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    public static partial EvpDigestHandle NewDigest();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void DigestFree(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit_ex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int VerifyInit(EvpDigestHandle context, nint keyContext, string? digest, nint library, string? properties, EvpKeyHandle key, ReadOnlySpan<OsslParameter> parameters);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(EvpDigestHandle context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit_ex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SignInit(EvpDigestHandle context, nint keyContext, string? digest, nint library, string? properties, EvpKeyHandle key, ReadOnlySpan<OsslParameter> parameters);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    public static partial int Sign(EvpDigestHandle context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();
}
