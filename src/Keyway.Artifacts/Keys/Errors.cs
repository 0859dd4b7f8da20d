// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>Refusals of this folder: KW2000 to KW2049.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode BadPublicKeyCode = new("KW2001", ErrorKind.VerificationRefused, "unreadable public key");
    public static readonly ErrorCode KeyNotAllowedCode = new("KW2002", ErrorKind.VerificationRefused, "kind of key not allowed");
    public static readonly ErrorCode SchemeUnsupportedCode = new("KW2003", ErrorKind.PreflightFailed, "signature scheme not supported by this system");
    public static readonly ErrorCode LibraryRefusedCode = new("KW2004", ErrorKind.PreflightFailed, "libcrypto refused");
    public static readonly ErrorCode BadPrivateKeyCode = new("KW2005", ErrorKind.Usage, "unreadable private key");

    public static KeywayException BadPublicKey(string reason, Exception? inner = null) => KeywayException.Of(
        BadPublicKeyCode,
        $"the public key cannot be read: {reason}",
        "expected a SubjectPublicKeyInfo in PEM (-----BEGIN PUBLIC KEY-----) or DER; `openssl pkey -pubin -in FILE -text` shows what a file holds",
        inner: inner);

    public static KeywayException KeyNotAllowed(string found) => KeywayException.Of(
        KeyNotAllowedCode,
        $"the key is {found}; allowed are ECDSA on P-256, P-384 and P-521, RSA of 2048 to 4096 bits with an exponent of 65537 or more, Ed25519, and ML-DSA",
        "use a key of an allowed kind");

    public static KeywayException SchemeUnsupported(object scheme) => KeywayException.Of(
        SchemeUnsupportedCode,
        $"{scheme} is not known to the cryptographic libraries of this system",
        "Ed25519ph needs OpenSSL 3.2 or libsodium, ML-DSA needs OpenSSL 3.5; use a newer system or another kind of key");

    public static KeywayException LibraryRefused(string reason) => KeywayException.Of(
        LibraryRefusedCode,
        $"libcrypto refused: {reason}",
        "the library may run with a policy (FIPS) that forbids this algorithm; use another kind of key");

    public static KeywayException BadPrivateKey(string reason, Exception? inner = null) => KeywayException.Of(
        BadPrivateKeyCode,
        $"the private key cannot be read: {reason}",
        "expected one private key in PEM, as `keyway key generate`, `openssl genpkey` and `cosign generate-key-pair` write it",
        inner: inner);
}
