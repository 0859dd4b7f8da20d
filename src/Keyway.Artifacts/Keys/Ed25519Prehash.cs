// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Ed25519ph (RFC 8032 section 5.1, empty context) by libsodium, for systems whose libcrypto is older than OpenSSL 3.2. Where libsodium is missing too, the scheme is refused.
/// </summary>
internal static class Ed25519Prehash
{
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> state = stackalloc byte[SodiumLibrary.PrehashStateSize];
        Absorb(state, message);
        return SodiumLibrary.PrehashVerify(state, signature, publicKey) == 0;
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        Span<byte> state = stackalloc byte[SodiumLibrary.PrehashStateSize];
        Absorb(state, message);
        byte[] pair = [.. seed, .. publicKey];
        try
        {
            var signature = new byte[Ed25519.SignatureSize];
            return SodiumLibrary.PrehashSign(state, signature, out var length, pair) == 0 && length == Ed25519.SignatureSize ? signature : throw Errors.LibraryRefused("libsodium did not sign");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pair);
        }
    }

    private static void Absorb(Span<byte> state, ReadOnlySpan<byte> message)
    {
        if (!SodiumLibrary.IsPresent) throw Errors.SchemeUnsupported(SignatureScheme.Ed25519ph);
        SodiumLibrary.Require();
        if (SodiumLibrary.PrehashInit(state) != 0 || SodiumLibrary.PrehashUpdate(state, message, (ulong)message.Length) != 0) throw Errors.LibraryRefused("libsodium did not start");
    }
}
