// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Object identifiers of certificates and tokens.</summary>
internal static class Oids
{
    public const string BasicConstraints = "2.5.29.19";
    public const string KeyUsage = "2.5.29.15";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string NameConstraints = "2.5.29.30";
    public const string SctList = "1.3.6.1.4.1.11129.2.4.2";

    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    /// <summary>Fulcio's arc: issuer and build details of the signer.</summary>
    public const string Fulcio = "1.3.6.1.4.1.57264.1.";
    public const string FulcioUserName = Fulcio + "7";

    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";

    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string EcdsaSha256 = "1.2.840.10045.4.3.2";
    public const string EcdsaSha384 = "1.2.840.10045.4.3.3";
    public const string EcdsaSha512 = "1.2.840.10045.4.3.4";
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string RsaSha256 = "1.2.840.113549.1.1.11";
    public const string RsaSha384 = "1.2.840.113549.1.1.12";
    public const string RsaSha512 = "1.2.840.113549.1.1.13";
    public const string Ed25519 = "1.3.101.112";
}
