// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>Refusals of this folder: KW2140 to KW2149. All are client specification §4.2.1, the timestamping service.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadTokenCode = new("KW2140", ErrorKind.VerificationRefused, "unreadable timestamp (client-spec 4.2.1)");
    public static readonly ErrorCode OtherImprintCode = new("KW2141", ErrorKind.VerificationRefused, "timestamp of another signature (client-spec 4.2.1)");
    public static readonly ErrorCode UnknownSignerCode = new("KW2142", ErrorKind.VerificationRefused, "timestamp of an authority that is not trusted (client-spec 4.2.1)");
    public static readonly ErrorCode BadSignatureCode = new("KW2143", ErrorKind.VerificationRefused, "timestamp signature does not hold (client-spec 4.2.1)");
    public static readonly ErrorCode NotValidAtCode = new("KW2144", ErrorKind.VerificationRefused, "timestamp outside the authority's period (client-spec 4.2.1)");
    public static readonly ErrorCode NotForTimestampsCode = new("KW2145", ErrorKind.VerificationRefused, "timestamp signed with a certificate that is not for it (client-spec 4.2.1)");

    private const string AskSigner = "the artifact has to be signed again with a timestamp of a trusted authority";

    public static KeywayException BadToken(string reason, Exception? inner = null) => KeywayException.Of(
        BadTokenCode, $"the timestamp cannot be read: {reason}", AskSigner, inner: inner);

    public static KeywayException OtherImprint() => KeywayException.Of(
        OtherImprintCode, "the timestamp is about another signature: its imprint is not the hash of this one", AskSigner);

    public static KeywayException UnknownSigner(int authorities, string? unusable) => KeywayException.Of(
        UnknownSignerCode,
        $"the timestamp was signed by none of the {authorities} timestamping authorities of the trusted root{(unusable is null ? "" : $" ({unusable})")}; certificates that it brings along do not count",
        "verify with the trusted root of the instance that signed, if you trust it");

    public static KeywayException BadSignature(string reason) => KeywayException.Of(
        BadSignatureCode, $"the signature of the timestamp is wrong: {reason}", AskSigner);

    public static KeywayException NotValidAt(DateTimeOffset time, string reason) => KeywayException.Of(
        NotValidAtCode, $"the timestamp is of {time:yyyy-MM-ddTHH:mm:ssZ}, when its authority was not valid: {reason}", AskSigner);

    public static KeywayException NotForTimestamps(string reason) => KeywayException.Of(
        NotForTimestampsCode, $"the certificate of the timestamp cannot vouch for it: {reason}", AskSigner);
}
