// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Refusals of this folder: KW2170 to KW2199. They are client specification §4.5, the signature, and the policy of §4.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadSignatureCode = new("KW2170", ErrorKind.VerificationRefused, "signature does not hold (client-spec 4.5)");
    public static readonly ErrorCode OtherDigestCode = new("KW2171", ErrorKind.VerificationRefused, "bundle of another artifact (client-spec 4.5)");
    public static readonly ErrorCode OtherPayloadTypeCode = new("KW2173", ErrorKind.VerificationRefused, "envelope with another payload type (client-spec 4.5)");
    public static readonly ErrorCode OtherSubjectCode = new("KW2174", ErrorKind.VerificationRefused, "statement about another artifact (client-spec 4.5)");
    public static readonly ErrorCode NotWantedCode = new("KW2175", ErrorKind.PolicyRefused, "claim of another kind than wanted (client-spec 4, policy)");
    public static readonly ErrorCode NeedsBytesCode = new("KW2176", ErrorKind.Usage, "digest is not enough to verify this signature (client-spec 4.5)");
    public static readonly ErrorCode NoTimeCode = new("KW2177", ErrorKind.VerificationRefused, "no verified time of signing (client-spec 4.2)");
    public static readonly ErrorCode TooFewTimestampsCode = new("KW2178", ErrorKind.PolicyRefused, "too few timestamping authorities (client-spec 4.2.1, policy)");
    public static readonly ErrorCode TooFewLogsCode = new("KW2179", ErrorKind.PolicyRefused, "too few transparency logs (client-spec 4.4, policy)");
    public static readonly ErrorCode OtherMaterialCode = new("KW2180", ErrorKind.PolicyRefused, "certificate where a key is wanted, or a key where a certificate is (client-spec 4.3, policy)");
    public static readonly ErrorCode OtherIdentityCode = new("KW2181", ErrorKind.PolicyRefused, "signed by somebody else (client-spec 4.3, policy)");
    public static readonly ErrorCode OtherIssuerCode = new("KW2182", ErrorKind.PolicyRefused, "identity of another issuer (client-spec 4.3, policy)");
    public static readonly ErrorCode KeyNotInUseCode = new("KW2183", ErrorKind.PolicyRefused, "signed when the key was not in use (client-spec 4, policy)");
    public static readonly ErrorCode BadPatternCode = new("KW2185", ErrorKind.Usage, "identity expression not anchored");

    private const string Damaged = "get artifact and bundle again from where they were published; if they are the same there, do not trust where they came from";

    public static KeywayException BadSignature(string what) => KeywayException.Of(BadSignatureCode, $"the signature is not one of the signer's key over {what}", Damaged);

    public static KeywayException OtherDigest(string found, string expected) => KeywayException.Of(
        OtherDigestCode, $"the bundle is about an artifact with the digest {found}, this one has {expected}", "check that the bundle belongs to this file");

    public static KeywayException OtherPayloadType(string found) => KeywayException.Of(
        OtherPayloadTypeCode, $"the envelope has the payload type '{found}', expected application/vnd.in-toto+json", "sign a statement instead");

    public static KeywayException OtherSubject(string reason) => KeywayException.Of(OtherSubjectCode, $"the statement is not about this artifact: {reason}", "check that the bundle belongs to this file");

    public static KeywayException NotWanted(string wanted, string found) => KeywayException.Of(NotWantedCode, $"wanted is {wanted}, the bundle holds {found}", "look for another bundle of the artifact");

    public static KeywayException NeedsBytes(KeyKind kind) => KeywayException.Of(
        NeedsBytesCode, $"a signature by a key of the kind {kind} cannot be verified from this digest", "give the file itself instead of its digest");

    public static KeywayException NoTime() => KeywayException.Of(
        NoTimeCode, "the bundle proves no time of signing: it has neither a timestamp nor a signed entry timestamp of a log", "sign again with a timestamp; entries of Rekor v2 give no time");

    public static KeywayException TooFewTimestamps(int wanted, int found) => KeywayException.Of(
        TooFewTimestampsCode, $"the policy wants timestamps of {wanted} different authorities, the bundle has {found}", "sign again with more timestamps, or lower the threshold");

    public static KeywayException TooFewLogs(int wanted, int found) => KeywayException.Of(
        TooFewLogsCode, $"the policy wants entries in {wanted} different logs, the bundle has {found}", "log the signature, or lower the threshold");

    public static KeywayException KeyInsteadOfCertificate(string wanted) => KeywayException.Of(
        OtherMaterialCode, $"the bundle was signed with a key, wanted is {wanted}", "give the public key of the signer, if you trust it");

    public static KeywayException CertificateInsteadOfKey(string found) => KeywayException.Of(
        OtherMaterialCode, $"the bundle was signed by '{found}' with a certificate, wanted is a managed key", "give identity and issuer of the signer, if you trust them");

    public static KeywayException OtherIdentity(string wanted, string found) => KeywayException.Of(
        OtherIdentityCode, $"the signer is '{found}', expected {wanted}", "do not use the artifact unless you also trust this signer");

    public static KeywayException OtherIssuer(string wanted, string found) => KeywayException.Of(
        OtherIssuerCode, $"the issuer '{found}' vouches for the signer, expected '{wanted}'", "the same name from another issuer is somebody else");

    public static KeywayException KeyNotInUse(DateTimeOffset time, TimeWindow period) => KeywayException.Of(
        KeyNotInUseCode, $"the signature is of {time:yyyy-MM-ddTHH:mm:ssZ}, the key was in use from {period}", "sign again with the current key");

    public static KeywayException BadPattern(string pattern, string reason) => KeywayException.Of(
        BadPatternCode, $"the expression '{pattern}' cannot be used: {reason}", "use an exact identity, or an anchored expression without look-around and back references");
}
