// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>Object identifiers of key algorithms and curves (RFC 5480, RFC 8017, RFC 8410, RFC 9881).</summary>
internal static class KeyOids
{
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string P384 = "1.3.132.0.34";
    public const string P521 = "1.3.132.0.35";
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string Ed25519 = "1.3.101.112";
    public const string MlDsa44 = "2.16.840.1.101.3.4.3.17";
    public const string MlDsa65 = "2.16.840.1.101.3.4.3.18";
    public const string MlDsa87 = "2.16.840.1.101.3.4.3.19";

    /// <summary>The kind of key that an algorithm, and for elliptic curves a named curve, stand for; null for others.</summary>
    public static KeyKind? KindOf(string algorithm, string? curve) => (algorithm, curve) switch
    {
        (EcPublicKey, P256) => KeyKind.EcdsaP256,
        (EcPublicKey, P384) => KeyKind.EcdsaP384,
        (EcPublicKey, P521) => KeyKind.EcdsaP521,
        (Rsa, _) => KeyKind.Rsa,
        (Ed25519, null) => KeyKind.Ed25519,
        (MlDsa44, null) => KeyKind.MlDsa44,
        (MlDsa65, null) => KeyKind.MlDsa65,
        (MlDsa87, null) => KeyKind.MlDsa87,
        _ => null,
    };

    /// <summary>The algorithm of an ML-DSA key.</summary>
    public static string Of(KeyKind kind) => kind switch
    {
        KeyKind.MlDsa44 => MlDsa44,
        KeyKind.MlDsa65 => MlDsa65,
        _ => MlDsa87,
    };
}
