// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Refusals of this folder: KW2120 to KW2139. All are client specification §4.3, the certificate.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadCertificateCode = new("KW2120", ErrorKind.VerificationRefused, "unreadable certificate (client-spec 4.3)");
    public static readonly ErrorCode RootInBundleCode = new("KW2121", ErrorKind.VerificationRefused, "bundle brings a root certificate (client-spec 4.3)");
    public static readonly ErrorCode NoTrustedIssuerCode = new("KW2122", ErrorKind.VerificationRefused, "certificate not issued by a trusted authority (client-spec 4.3)");
    public static readonly ErrorCode NotValidAtCode = new("KW2123", ErrorKind.VerificationRefused, "certificate path not valid at the time of signing (client-spec 4.3)");
    public static readonly ErrorCode NotForCodeSigningCode = new("KW2124", ErrorKind.VerificationRefused, "certificate not for code signing (client-spec 4.3)");
    public static readonly ErrorCode NotUnderstoodCode = new("KW2126", ErrorKind.VerificationRefused, "certificate with a critical extension that is not understood (client-spec 4.3)");
    public static readonly ErrorCode NoCertificateTimestampCode = new("KW2127", ErrorKind.VerificationRefused, "certificate not in a certificate log (client-spec 4.3)");
    public static readonly ErrorCode BadCertificateTimestampCode = new("KW2128", ErrorKind.VerificationRefused, "certificate timestamp does not hold (client-spec 4.3)");
    public static readonly ErrorCode NoIdentityCode = new("KW2129", ErrorKind.VerificationRefused, "certificate without one clear identity (client-spec 4.3)");

    private const string AskSigner = "get the bundle again from where it was published; if it is the same there, its signer has to make a new one";

    public static KeywayException BadCertificate(string reason, Exception? inner = null) => KeywayException.Of(
        BadCertificateCode, $"the certificate cannot be read: {reason}", AskSigner, inner: inner);

    public static KeywayException RootInBundle(int position) => KeywayException.Of(
        RootInBundleCode, $"certificate {position} of the bundle's chain is self-signed; roots come from the trusted root alone", AskSigner);

    public static KeywayException NoTrustedIssuer(int authorities, string? unusable) => KeywayException.Of(
        NoTrustedIssuerCode,
        $"none of the {authorities} certificate authorities of the trusted root issued the certificate{(unusable is null ? "" : $" ({unusable})")}",
        "it may be from another Sigstore instance: verify with that instance's trusted root, if you trust it");

    public static KeywayException NotValidAt(DateTimeOffset time, string reason) => KeywayException.Of(
        NotValidAtCode, $"at the verified time {time:yyyy-MM-ddTHH:mm:ssZ} the certificate path was not valid: {reason}", "the artifact has to be signed again, within the life of its certificate");

    public static KeywayException NotForCodeSigning(string reason) => KeywayException.Of(
        NotForCodeSigningCode, $"the certificate is not one for code signing: {reason}", AskSigner);

    public static KeywayException NotUnderstood(string oid) => KeywayException.Of(
        NotUnderstoodCode, $"the certificate has the extension {oid}, which must be obeyed and is not understood", AskSigner);

    public static KeywayException NoCertificateTimestamp() => KeywayException.Of(
        NoCertificateTimestampCode, "the certificate has no embedded timestamp of a certificate transparency log", "its authority has to log the certificates it issues");

    public static KeywayException BadCertificateTimestamp(string reason) => KeywayException.Of(
        BadCertificateTimestampCode, $"the certificate's transparency timestamp does not hold: {reason}", "check that the trusted root is the current one of the instance that issued the certificate");

    public static KeywayException NoIdentity(string reason) => KeywayException.Of(
        NoIdentityCode, $"the certificate names no one clearly: {reason}", AskSigner);
}
