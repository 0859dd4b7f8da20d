// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>
/// Ed25519 and Ed25519ph (RFC 8032) by libcrypto. The prehashed form needs OpenSSL 3.2: older ones ignore the request for it and would verify something else, so it is never
/// asked of them but of <see cref="Ed25519Prehash"/>.
/// </summary>
internal static class Ed25519
{
    public const int KeySize = 32;
    public const int SignatureSize = 64;

    private static readonly OsslParameter[] End = [default];

    /// <summary>Whether this system's libcrypto has Ed25519ph itself.</summary>
    public static bool HasPrehash { get; } = CryptoLibrary.VersionNumber() >= 0x3020_0000;

    public static EvpKeyHandle ImportPublic(ReadOnlySpan<byte> key) => Checked(CryptoLibrary.NewRawPublicKey(CryptoLibrary.Ed25519, 0, key, (nuint)key.Length));

    public static EvpKeyHandle ImportPrivate(ReadOnlySpan<byte> seed) => Checked(CryptoLibrary.NewRawPrivateKey(CryptoLibrary.Ed25519, 0, seed, (nuint)seed.Length));

    public static byte[] PublicOf(EvpKeyHandle key)
    {
        var raw = new byte[KeySize];
        nuint length = KeySize;
        return CryptoLibrary.GetRawPublicKey(key, raw, ref length) == 1 && length == KeySize ? raw : throw Errors.LibraryRefused("it gave no public key");
    }

    public static bool Verify(EvpKeyHandle key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme)
    {
        if (scheme == SignatureScheme.Ed25519ph && !HasPrehash)
            return Ed25519Prehash.Verify(PublicOf(key), message, signature);
        using var context = CryptoLibrary.NewDigest();
        if (Init(context, key, scheme, CryptoLibrary.VerifyInit) != 1)
            throw Errors.LibraryRefused("it did not start to verify");
        var holds = CryptoLibrary.Verify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        if (!holds)
            CryptoLibrary.ClearErrors();
        return holds;
    }

    public static byte[] Sign(EvpKeyHandle key, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message, SignatureScheme scheme)
    {
        if (scheme == SignatureScheme.Ed25519ph && !HasPrehash)
            return Ed25519Prehash.Sign(seed, PublicOf(key), message);
        using var context = CryptoLibrary.NewDigest();
        var signature = new byte[SignatureSize];
        nuint length = SignatureSize;
        return Init(context, key, scheme, CryptoLibrary.SignInit) == 1 && CryptoLibrary.Sign(context, signature, ref length, message, (nuint)message.Length) == 1 && length == SignatureSize
            ? signature
            : throw Errors.LibraryRefused("it did not sign");
    }

    private delegate int Start(EvpDigestHandle context, nint keyContext, string? digest, nint library, string? properties, EvpKeyHandle key, ReadOnlySpan<OsslParameter> parameters);

    private static unsafe int Init(EvpDigestHandle context, EvpKeyHandle key, SignatureScheme scheme, Start start)
    {
        if (scheme == SignatureScheme.Ed25519)
            return start(context, 0, null, 0, null, key, End);
        // OSSL_SIGNATURE_PARAM_INSTANCE
        fixed (byte* name = "instance\0"u8, value = "Ed25519ph\0"u8)
        {
            ReadOnlySpan<OsslParameter> instance = [new OsslParameter { Key = (nint)name, Type = OsslParameter.Utf8Text, Value = (nint)value, Size = 9, ReturnSize = nuint.MaxValue }, default];
            return start(context, 0, null, 0, null, key, instance);
        }
    }

    private static EvpKeyHandle Checked(EvpKeyHandle key) => key.IsInvalid ? throw Errors.LibraryRefused("it did not take the key") : key;
}
