// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// The system's libsodium, for the two things that neither the base class library nor an older libcrypto has: XSalsa20-Poly1305 of cosign's key files, and Ed25519ph.
/// docs/decisions/0032-private-keys.md says why. Loaded when first needed; where it is missing, one refusal says which package has it.
/// </summary>
internal static partial class SodiumLibrary
{
    private const string Name = "libsodium.so.23";

    public const int SecretBoxKeySize = 32;
    public const int SecretBoxNonceSize = 24;
    public const int SecretBoxOverhead = 16;

    public static bool IsPresent => NativeLibrary.TryLoad(Name, typeof(SodiumLibrary).Assembly, DllImportSearchPath.SafeDirectories, out _);

    /// <exception cref="KeywayException">KW2008 it is not installed.</exception>
    public static void Require() => Require(Name);

    internal static void Require(string library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(SodiumLibrary).Assembly, DllImportSearchPath.SafeDirectories, out _)) throw Errors.SodiumMissing(library);
        if (Initialise() < 0) throw Errors.SodiumMissing($"a working {library}");
    }

    [LibraryImport(Name, EntryPoint = "sodium_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Initialise();

    [LibraryImport(Name, EntryPoint = "crypto_secretbox_easy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Seal(Span<byte> box, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key);

    [LibraryImport(Name, EntryPoint = "crypto_secretbox_open_easy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(Span<byte> message, ReadOnlySpan<byte> box, ulong length, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key);

    /// <summary>Bytes of a crypto_sign_ed25519ph_state; 208 in every release, rounded up.</summary>
    public const int PrehashStateSize = 256;

    [LibraryImport(Name, EntryPoint = "crypto_sign_ed25519ph_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrehashInit(Span<byte> state);

    [LibraryImport(Name, EntryPoint = "crypto_sign_ed25519ph_update")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrehashUpdate(Span<byte> state, ReadOnlySpan<byte> message, ulong length);

    [LibraryImport(Name, EntryPoint = "crypto_sign_ed25519ph_final_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrehashSign(Span<byte> state, Span<byte> signature, out ulong length, ReadOnlySpan<byte> seedAndPublicKey);

    [LibraryImport(Name, EntryPoint = "crypto_sign_ed25519ph_final_verify")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrehashVerify(Span<byte> state, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);
}
