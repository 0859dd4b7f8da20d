// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>Refusals of this folder: KW2150 to KW2169. They are client specification §4.2.2, the log's time, and §4.4, the log entry.</summary>
internal static class Errors
{
    public static readonly ErrorCode UnknownLogCode = new("KW2150", ErrorKind.VerificationRefused, "entry of a log that is not trusted (client-spec 4.4)");
    public static readonly ErrorCode BadPromiseCode = new("KW2151", ErrorKind.VerificationRefused, "signed entry timestamp does not hold (client-spec 4.2.2)");
    public static readonly ErrorCode OutsidePeriodCode = new("KW2152", ErrorKind.VerificationRefused, "log entry outside the log's period (client-spec 4.2.2)");
    public static readonly ErrorCode BadProofCode = new("KW2153", ErrorKind.VerificationRefused, "inclusion proof does not hold (client-spec 4.4)");
    public static readonly ErrorCode BadCheckpointCode = new("KW2154", ErrorKind.VerificationRefused, "unreadable checkpoint (client-spec 4.4)");
    public static readonly ErrorCode BadCheckpointSignatureCode = new("KW2155", ErrorKind.VerificationRefused, "checkpoint not signed by its log (client-spec 4.4)");
    public static readonly ErrorCode OtherOriginCode = new("KW2156", ErrorKind.VerificationRefused, "checkpoint of another log (client-spec 4.4)");
    public static readonly ErrorCode OtherTreeCode = new("KW2157", ErrorKind.VerificationRefused, "checkpoint of another tree (client-spec 4.4)");
    public static readonly ErrorCode OtherKindCode = new("KW2158", ErrorKind.VerificationRefused, "log entry of an unknown or other kind (client-spec 4.4)");
    public static readonly ErrorCode BadBodyCode = new("KW2159", ErrorKind.VerificationRefused, "unreadable log entry (client-spec 4.4)");
    public static readonly ErrorCode OtherSignatureCode = new("KW2160", ErrorKind.VerificationRefused, "log entry of another signature (client-spec 4.4, 1)");
    public static readonly ErrorCode OtherKeyCode = new("KW2161", ErrorKind.VerificationRefused, "log entry of another key (client-spec 4.4, 2)");
    public static readonly ErrorCode OtherArtifactCode = new("KW2162", ErrorKind.VerificationRefused, "log entry of another artifact (client-spec 4.4, 3)");
    public static readonly ErrorCode BadCosignatureCode = new("KW2163", ErrorKind.VerificationRefused, "cosignature of a known witness does not hold (c2sp.org/tlog-cosignature)");

    private const string Damaged = "get the bundle again from where it was published; if it is the same there, do not trust where it came from";

    public static KeywayException UnknownLog(string log, string reason) => KeywayException.Of(
        UnknownLogCode, $"the entry is of the log {log}, but {reason}", "verify with the trusted root of the instance that signed, if you trust it");

    public static KeywayException BadPromise(string log) => KeywayException.Of(
        BadPromiseCode, $"the signed entry timestamp is not a signature of {log} over this entry, index and time", Damaged);

    public static KeywayException NoTime(string log, long seconds) => KeywayException.Of(
        OutsidePeriodCode, $"the promise of {log} holds, but its time is {seconds} seconds since 1970, which is no time", Damaged);

    public static KeywayException OutsidePeriod(string log, DateTimeOffset time, TimeWindow period) => KeywayException.Of(
        OutsidePeriodCode, $"the entry is of {time:yyyy-MM-ddTHH:mm:ssZ}, but {log} is trusted from {period}", "check that the trusted root is current; a log that is no longer trusted cannot vouch for new signatures");

    public static KeywayException BadProof(string reason) => KeywayException.Of(BadProofCode, $"the log does not hold the entry: {reason}", Damaged);

    public static KeywayException BadCheckpoint(string reason) => KeywayException.Of(BadCheckpointCode, $"the checkpoint cannot be read: {reason}", Damaged);

    public static KeywayException BadCheckpointSignature(string log, string reason) => KeywayException.Of(
        BadCheckpointSignatureCode, $"the checkpoint is not signed by {log}: {reason}", Damaged);

    public static KeywayException BadCosignature(string log, string witness) => KeywayException.Of(
        BadCosignatureCode, $"the checkpoint of {log} has a line of the witness {witness}, but it is not that witness's signature over this checkpoint and time", Damaged);

    public static KeywayException OtherOrigin(string log, string origin) => KeywayException.Of(
        OtherOriginCode, $"the entry is of the log {log}, its checkpoint of '{origin}'", Damaged);

    public static KeywayException OtherTree(string what, string signed, string claimed) => KeywayException.Of(
        OtherTreeCode, $"the proof is for a tree with the {what} {claimed}, the checkpoint signs {signed}", Damaged);

    public static KeywayException OtherKind(string expected, string found) => KeywayException.Of(
        OtherKindCode, $"the bundle says that the log entry is a {expected}, it is a {found}", Damaged);

    public static KeywayException UnknownKind(string found) => KeywayException.Of(
        OtherKindCode, $"the log entry is a {found}; known are hashedrekord 0.0.1 and 0.0.2, dsse 0.0.1 and 0.0.2, intoto 0.0.2", "sign again with a client that writes one of these, or use a newer keyway");

    public static KeywayException BadBody(string reason, Exception? inner) => KeywayException.Of(BadBodyCode, $"the log entry cannot be read: {reason}", Damaged, inner: inner);

    public static KeywayException OtherSignature() => KeywayException.Of(OtherSignatureCode, "the log entry is about another signature than the bundle's", Damaged);

    public static KeywayException OtherKey(bool expectsCertificate, bool hasCertificate) => KeywayException.Of(
        OtherKeyCode, $"the log entry is about another {(hasCertificate ? "certificate" : "key")} than the {(expectsCertificate ? "certificate of the bundle" : "key that verifies it")}", Damaged);

    public static KeywayException OtherArtifact(string reason) => KeywayException.Of(OtherArtifactCode, $"the log entry is not about what was signed here: {reason}", Damaged);
}
