// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Refusals of this folder: KW2110 to KW2119. All are client specification §5, the wire format.</summary>
internal static class Errors
{
    public static readonly ErrorCode NotJsonCode = new("KW2110", ErrorKind.VerificationRefused, "bundle is not JSON as it should be (client-spec 5)");
    public static readonly ErrorCode UnknownMediaTypeCode = new("KW2111", ErrorKind.VerificationRefused, "bundle of an unknown version (client-spec 5)");
    public static readonly ErrorCode BadMemberCode = new("KW2112", ErrorKind.VerificationRefused, "bundle member not as the format has it (client-spec 5)");
    public static readonly ErrorCode NotOneContentCode = new("KW2113", ErrorKind.VerificationRefused, "bundle without exactly one content (client-spec 5)");
    public static readonly ErrorCode NotOneMaterialCode = new("KW2114", ErrorKind.VerificationRefused, "bundle without exactly one verification material (client-spec 5)");
    public static readonly ErrorCode TooMuchCode = new("KW2115", ErrorKind.VerificationRefused, "bundle with more than any real one has (client-spec 5)");
    public static readonly ErrorCode IncompleteLogEntryCode = new("KW2116", ErrorKind.VerificationRefused, "log entry without the evidence its version requires (client-spec 4.4)");
    public static readonly ErrorCode NotOneSignatureCode = new("KW2117", ErrorKind.VerificationRefused, "envelope without exactly one signature (client-spec 4.5)");

    private const string AskSigner = "get the bundle again from where it was published; if it is the same there, its signer has to make a new one";

    public static KeywayException NotJson(string reason, Exception? inner) => KeywayException.Of(NotJsonCode, $"the bundle cannot be read: {reason}", AskSigner, inner: inner);

    public static KeywayException UnknownMediaType(string mediaType) => KeywayException.Of(
        UnknownMediaTypeCode,
        $"the media type '{(mediaType.Length <= 100 ? mediaType : mediaType[..100] + "…")}' is not one of a bundle; known are versions 0.1, 0.2 and 0.3",
        "sign again with a client that writes one of these versions, or use a newer keyway");

    public static KeywayException BadMember(string reason, Exception? inner) => KeywayException.Of(BadMemberCode, $"the bundle is not well-formed: {reason}", AskSigner, inner: inner);

    public static KeywayException NotOneContent(bool several) => KeywayException.Of(
        NotOneContentCode,
        several ? "the bundle has both messageSignature and dsseEnvelope, expected one of them" : "the bundle has neither messageSignature nor dsseEnvelope, expected one of them",
        AskSigner);

    public static KeywayException NotOneMaterial(int count) => KeywayException.Of(
        NotOneMaterialCode,
        $"the bundle has {count} of publicKey, certificate and x509CertificateChain, expected exactly one",
        AskSigner);

    public static KeywayException MaterialOfOtherVersion(string member, BundleVersion version) => KeywayException.Of(
        NotOneMaterialCode,
        $"the bundle is of version {(version == BundleVersion.V03 ? "0.3, which has one certificate" : "0.1 or 0.2, which have a certificate chain")}, but it has '{member}'",
        AskSigner);

    public static KeywayException TooMuch(string what, long count, long limit, string unit) => KeywayException.Of(
        TooMuchCode,
        $"{what} has {count} {unit}, more than the {limit} allowed",
        "no signer makes such a bundle; do not trust where it came from");

    public static KeywayException IncompleteLogEntry(string member, string reason) => KeywayException.Of(IncompleteLogEntryCode, $"'{member}' {reason}", AskSigner);

    public static KeywayException NotOneSignature(int count) => KeywayException.Of(NotOneSignatureCode, $"the envelope has {count} signatures, expected exactly one", AskSigner);
}
