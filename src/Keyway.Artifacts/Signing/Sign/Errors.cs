// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Refusals of this folder: KW2200 to KW2249.</summary>
internal static class Errors
{
    private const string NothingSigned = "no bundle was written";

    public static readonly ErrorCode BadConfigCode = new("KW2201", ErrorKind.Usage, "unreadable signing configuration");
    public static readonly ErrorCode NoServiceCode = new("KW2202", ErrorKind.PreflightFailed, "no usable signing service");
    public static readonly ErrorCode NoTokenCode = new("KW2203", ErrorKind.NotAuthorised, "no identity token");
    public static readonly ErrorCode BadTokenCode = new("KW2204", ErrorKind.NotAuthorised, "unusable identity token");
    public static readonly ErrorCode TokenRefusedCode = new("KW2205", ErrorKind.NotAuthorised, "identity token refused");
    public static readonly ErrorCode CertificateRefusedCode = new("KW2206", ErrorKind.NotAuthorised, "certificate refused");
    public static readonly ErrorCode BadCertificateAnswerCode = new("KW2207", ErrorKind.VerificationRefused, "unreadable answer of the certificate authority");
    public static readonly ErrorCode OtherKeyCertifiedCode = new("KW2208", ErrorKind.VerificationRefused, "certificate about another key");
    public static readonly ErrorCode ServiceUnavailableCode = new("KW2209", ErrorKind.TryLater, "signing service unavailable");
    public static readonly ErrorCode EntryRefusedCode = new("KW2210", ErrorKind.VerificationRefused, "log entry refused");
    public static readonly ErrorCode BadLogAnswerCode = new("KW2211", ErrorKind.VerificationRefused, "unreadable answer of the log");
    public static readonly ErrorCode OtherEntryLoggedCode = new("KW2212", ErrorKind.VerificationRefused, "log entry about something else");
    public static readonly ErrorCode CannotBeCertifiedCode = new("KW2213", ErrorKind.Usage, "key cannot be certified");
    public static readonly ErrorCode CannotBeLoggedCode = new("KW2214", ErrorKind.Usage, "signature cannot be logged");
    public static readonly ErrorCode TooLargeForSchemeCode = new("KW2215", ErrorKind.Usage, "artifact too large for this kind of key");
    public static readonly ErrorCode NoAuthorityCode = new("KW2216", ErrorKind.Usage, "no certificate authority");
    public static readonly ErrorCode NoSubjectCode = new("KW2217", ErrorKind.Usage, "statement about nothing that can be verified");
    public static readonly ErrorCode TimestampRefusedCode = new("KW2220", ErrorKind.VerificationRefused, "timestamp refused");
    public static readonly ErrorCode BadTimestampAnswerCode = new("KW2221", ErrorKind.VerificationRefused, "unreadable answer of the timestamp authority");
    public static readonly ErrorCode OtherThingStampedCode = new("KW2222", ErrorKind.VerificationRefused, "timestamp about something else");
    public static readonly ErrorCode NoTimeCode = new("KW2223", ErrorKind.Usage, "nothing would tell the time of signing");
    public static readonly ErrorCode BundleUnsoundCode = new("KW2230", ErrorKind.VerificationRefused, "finished bundle does not verify");

    public static KeywayException BadConfig(string reason, Exception? inner = null) => KeywayException.Of(
        BadConfigCode, $"the signing configuration cannot be read: {reason}", "expected a SigningConfig of version 0.2, as Sigstore's trust repository distributes it", NothingSigned, inner);

    public static KeywayException NoService(string kind, string reason) => KeywayException.Of(
        NoServiceCode, $"the signing configuration offers no usable {kind}: {reason}", "get the current signing configuration", NothingSigned);

    public static KeywayException NoToken(string reason, Exception? inner = null) => KeywayException.Of(
        NoTokenCode, $"there is no identity token: {reason}", "name a file with a token, set SIGSTORE_ID_TOKEN (GitLab: `id_tokens:` with `aud: sigstore`), or sign with a key", NothingSigned, inner);

    public static KeywayException BadToken(string reason) => KeywayException.Of(
        BadTokenCode, $"the identity token cannot be used: {reason}", "get a new token whose audience is sigstore", NothingSigned);

    public static KeywayException TokenRefused(Uri service, string reason) => KeywayException.Of(
        TokenRefusedCode, $"the token service {Shown(service)} gave no identity token: {reason}", "check the permissions of the job: `id-token: write`", NothingSigned);

    public static KeywayException CertificateRefused(Uri service, WebAnswer answer) => Refused(
        CertificateRefusedCode, "certificate authority", service, answer, "check that the authority knows the token's issuer and audience, and that the token has not expired");

    public static KeywayException BadCertificateAnswer(Uri service, string reason, Exception? inner = null) => KeywayException.Of(
        BadCertificateAnswerCode, $"the certificate authority {Shown(service)} sent no usable certificate: {reason}", "check the address: expected a Fulcio server with the interface v2", NothingSigned, inner);

    public static KeywayException OtherKeyCertified(Uri service, Digest expected, Digest actual) => KeywayException.Of(
        OtherKeyCertifiedCode, $"the certificate authority {Shown(service)} certified another key: expected {expected}, got {actual}", "do not use this authority; tell its operator", NothingSigned);

    public static KeywayException EntryRefused(Uri service, WebAnswer answer) => Refused(
        EntryRefusedCode, "log", service, answer, "check that the log speaks this version of the interface and takes this kind of key");

    public static KeywayException BadLogAnswer(Uri service, string reason, Exception? inner = null) => KeywayException.Of(
        BadLogAnswerCode, $"the log {Shown(service)} sent no usable entry: {reason}", "check the address and the version of the log", NothingSigned, inner);

    public static KeywayException OtherEntryLogged(Uri service, string what, string expected, string actual) => KeywayException.Of(
        OtherEntryLoggedCode, $"the log {Shown(service)} answered with an entry about something else: its {what} is {actual}, expected {expected}", "do not use this log; tell its operator", NothingSigned);

    public static KeywayException CannotBeCertified(string reason) => KeywayException.Of(
        CannotBeCertifiedCode, $"this key cannot be certified: {reason}", "let the signer make its own key, or use an ECDSA key", NothingSigned);

    public static KeywayException CannotBeLogged(string reason) => KeywayException.Of(
        CannotBeLoggedCode, $"this signature cannot be logged: {reason}", "use an ECDSA key, or RSA of 2048, 3072 or 4096 bits", NothingSigned);

    public static KeywayException TooLargeForScheme() => KeywayException.Of(
        TooLargeForSchemeCode, "the artifact has more than 16 MiB, and this key signs the artifact itself, not its hash", "sign a statement about its digest, or use an ECDSA or RSA key", NothingSigned);

    public static KeywayException NoSubject() => KeywayException.Of(
        NoSubjectCode, "the statement names no subject by its SHA-256 or SHA-512 digest, so nobody could verify what it is about", "add such a digest to a subject", NothingSigned);

    public static KeywayException NoAuthority() => KeywayException.Of(
        NoAuthorityCode, "an identity token needs a certificate authority, and none is configured", "name a signing configuration with a certificate authority, or sign with a key", NothingSigned);

    public static KeywayException TimestampRefused(Uri service, WebAnswer answer) => Refused(
        TimestampRefusedCode, "timestamp authority", service, answer, "check the address of the timestamp authority");

    public static KeywayException TimestampNotGranted(Uri service, int status) => KeywayException.Of(
        TimestampRefusedCode, $"the timestamp authority {Shown(service)} granted no timestamp: its status is {status}, expected 0 or 1", "ask its operator", NothingSigned);

    public static KeywayException BadTimestampAnswer(Uri service, string reason, Exception? inner = null) => KeywayException.Of(
        BadTimestampAnswerCode, $"the timestamp authority {Shown(service)} sent no usable timestamp: {reason}", "check the address: expected RFC 3161 over HTTP", NothingSigned, inner);

    public static KeywayException OtherThingStamped(Uri service, string what, string expected, string actual) => KeywayException.Of(
        OtherThingStampedCode, $"the timestamp authority {Shown(service)} stamped something else: the {what} is {actual}, expected {expected}", "do not use this authority; tell its operator", NothingSigned);

    public static KeywayException NoTime() => KeywayException.Of(
        NoTimeCode, "a certificate that lives for minutes needs a time of signing, and neither a timestamp authority nor a log of version 1 is configured", "add a timestamp authority to the signing configuration", NothingSigned);

    public static KeywayException BundleUnsound(string reasons, Exception? inner = null) => KeywayException.Of(
        BundleUnsoundCode, $"the finished bundle does not pass verification: {reasons}", "a service gave something unsound, or the trusted root does not belong to these services", NothingSigned, inner);

    private static KeywayException Refused(ErrorCode code, string kind, Uri service, WebAnswer answer, string hint)
    {
        var message = $"the {kind} {Shown(service)} answered {answer.Status}: {answer.Excerpt}";
        return ServiceCall.IsPassing(answer.Status) ? KeywayException.Of(ServiceUnavailableCode, message, "try again later", NothingSigned) : KeywayException.Of(code, message, hint, NothingSigned);
    }

    // Without the query, which may hold secrets.
    private static string Shown(Uri service) => service.GetLeftPart(UriPartial.Path);
}
