// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>Refusals about registries: KW1120 to KW1159.</summary>
internal static partial class Errors
{
    private const string NothingFinal = "nothing appeared under a final name; content that was already checked and stored stays for the next try";

    public static readonly ErrorCode UnreachableCode = new("KW1120", ErrorKind.TryLater, "server unreachable");
    public static readonly ErrorCode NotAuthorisedCode = new("KW1121", ErrorKind.NotAuthorised, "registry asks for credentials");
    public static readonly ErrorCode ForbiddenCode = new("KW1122", ErrorKind.NotAuthorised, "registry forbids it");
    public static readonly ErrorCode RegistryBusyCode = new("KW1123", ErrorKind.TryLater, "registry is overloaded or failing");
    public static readonly ErrorCode RegistryRefusedCode = new("KW1124", ErrorKind.PolicyRefused, "registry refused the request");
    public static readonly ErrorCode OddAnswerCode = new("KW1125", ErrorKind.VerificationRefused, "server answered against the protocol");
    public static readonly ErrorCode NoAnswerCode = new("KW1126", ErrorKind.TryLater, "server did not answer in time");
    public static readonly ErrorCode StalledCode = new("KW1127", ErrorKind.TryLater, "transfer stood still");
    public static readonly ErrorCode ConnectionLostCode = new("KW1128", ErrorKind.TryLater, "connection lost");
    public static readonly ErrorCode TooManyRedirectsCode = new("KW1129", ErrorKind.VerificationRefused, "too many redirects");
    public static readonly ErrorCode TlsLostCode = new("KW1130", ErrorKind.VerificationRefused, "redirect out of TLS");
    public static readonly ErrorCode NotTrustedCode = new("KW1131", ErrorKind.VerificationRefused, "certificate not trusted");
    public static readonly ErrorCode NoTlsCode = new("KW1132", ErrorKind.VerificationRefused, "no TLS on the other side");
    public static readonly ErrorCode TokenRefusedCode = new("KW1133", ErrorKind.NotAuthorised, "token server refused");
    public static readonly ErrorCode AnswerDiffersCode = new("KW1134", ErrorKind.VerificationRefused, "registry stored or served something else");
    public static readonly ErrorCode EndlessListCode = new("KW1135", ErrorKind.VerificationRefused, "endless list");
    public static readonly ErrorCode ReferrersContendedCode = new("KW1136", ErrorKind.Busy, "referrers written by others");
    public static readonly ErrorCode BadCredentialFileCode = new("KW1140", ErrorKind.Usage, "broken credential file");
    public static readonly ErrorCode CredentialHelperFailedCode = new("KW1141", ErrorKind.NotAuthorised, "credential helper failed");
    public static readonly ErrorCode BadCertificateFileCode = new("KW1142", ErrorKind.Usage, "unusable certificate file");
    public static readonly ErrorCode BadProxyCode = new("KW1143", ErrorKind.Usage, "unusable proxy variable");

    public static readonly ErrorCode BrokenArchiveCode = new("KW1150", ErrorKind.VerificationRefused, "broken layout archive");
    public static readonly ErrorCode NoSuchArchiveCode = new("KW1151", ErrorKind.NotFound, "no such archive");
    public static readonly ErrorCode ReadOnlyArchiveCode = new("KW1152", ErrorKind.Usage, "archives are written once");

    /// <summary>An address without its query, which may carry a signature or token.</summary>
    public static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path);

    public static KeywayException Unreachable(Uri address, string reason, Exception inner) => KeywayException.Of(
        UnreachableCode,
        $"{address.Authority} cannot be reached: {reason}",
        "check the name, the network and the proxy variables, then run the same command again",
        NothingFinal,
        inner);

    public static KeywayException NotAuthorised(string repository, string reason, Credential? tried) => KeywayException.Of(
        NotAuthorisedCode,
        tried is null ? $"{repository} asks for credentials and none were found: {reason}" : $"{repository} did not accept {tried}: {reason}",
        "log in with `docker login`, `skopeo login` or `oras login`, or pass --username and --password-stdin");

    public static KeywayException Forbidden(string repository, string reason, Credential? tried) => KeywayException.Of(
        ForbiddenCode,
        $"{repository} forbids this to {tried?.ToString() ?? "anonymous users"}: {reason}",
        "ask the registry's owner for the permission, or log in as somebody else");

    public static KeywayException RegistryBusy(Uri address, int status, int attempts, TimeSpan? asked) => KeywayException.Of(
        RegistryBusyCode,
        $"{address.Authority} answered {status} to {attempts} attempt{(attempts == 1 ? "" : "s")} at {Shown(address)}",
        asked is { } delay ? $"it asks to wait {delay.TotalSeconds:0} seconds; run the same command again after that" : "run the same command again later",
        NothingFinal);

    public static KeywayException RegistryRefused(Uri address, int status, string reason) => KeywayException.Of(
        RegistryRefusedCode,
        $"{address.Authority} refused the request to {Shown(address)} with status {status}: {reason}",
        "the registry does not allow or not support this; its documentation or owner can tell why");

    public static KeywayException OddAnswer(Uri address, string reason, Exception? inner = null) => KeywayException.Of(
        OddAnswerCode,
        $"{Shown(address)} gave an answer against the protocol: {reason}",
        "check that the name is the right server's and that no proxy or login page stands in between",
        inner: inner);

    public static KeywayException NoAnswer(Uri address, TimeSpan waited) => KeywayException.Of(
        NoAnswerCode,
        $"{Shown(address)} did not finish its answer within {waited.TotalSeconds:0.###} seconds",
        "run the same command again later",
        NothingFinal);

    public static KeywayException Stalled(Uri address, long count, TimeSpan waited) => KeywayException.Of(
        StalledCode,
        $"the transfer from {Shown(address)} stood still for {waited.TotalSeconds:0.###} seconds after {count} bytes",
        "run the same command again; what is complete is not transferred twice",
        NothingFinal);

    public static KeywayException ConnectionLost(Uri address, long count, Exception inner) => KeywayException.Of(
        ConnectionLostCode,
        $"the connection to {address.Authority} broke after {count} bytes of {Shown(address)}",
        "run the same command again; what is complete is not transferred twice",
        NothingFinal,
        inner);

    public static KeywayException TooManyRedirects(Uri address, int limit) => KeywayException.Of(
        TooManyRedirectsCode,
        $"{Shown(address)} leads through more than {limit} redirects",
        "the server or a proxy before it is set up in a circle; tell its owner");

    public static KeywayException TlsLost(Uri from, Uri to) => KeywayException.Of(
        TlsLostCode,
        $"{Shown(from)} leads to {Shown(to)}, which is not protected by TLS",
        "the server's owner has to correct its external address");

    public static KeywayException NotTrusted(Uri address, string reason, Exception inner) => KeywayException.Of(
        NotTrustedCode,
        $"the certificate of {address.Authority} is not trusted: {reason}",
        $"if its authority is your own, pass --ca-file or put it into /etc/containers/certs.d/{address.Authority}/ca.crt",
        inner: inner);

    public static KeywayException NoTls(Uri address, Exception inner) => KeywayException.Of(
        NoTlsCode,
        $"no TLS session with {address.Authority} could be made: {AnswerText.Clean(inner.Message)}",
        "if it is meant to be reached without TLS, pass --plain-http",
        inner: inner);

    public static KeywayException TokenRefused(Uri realm, int status, string reason, Credential? tried) => KeywayException.Of(
        TokenRefusedCode,
        $"the token server {Shown(realm)} answered {status} to {tried?.ToString() ?? "an anonymous request"}: {reason}",
        "log in again with `docker login`, `skopeo login` or `oras login`, or pass --username and --password-stdin");

    public static KeywayException AnswerDiffers(Uri address, Digest expected, string actual) => KeywayException.Of(
        AnswerDiffersCode,
        $"{Shown(address)} speaks of other content than it was asked about: expected {expected}, got {AnswerText.Clean(actual)}",
        "the registry or a proxy before it alters or mixes up content; do not use it");

    public static KeywayException EndlessList(Uri address, string reason) => KeywayException.Of(
        EndlessListCode,
        $"the list at {Shown(address)} does not end: {reason}",
        "tell the registry's owner; name the tag or digest you want instead of listing");

    public static KeywayException ReferrersContended(string repository, Digest subject, int rounds) => KeywayException.Of(
        ReferrersContendedCode,
        $"{repository} lost the entry in the referrers of {subject} {rounds} times in a row: others keep writing to it",
        "run the same command again",
        "the referrer itself is stored, but not listed yet");

    public static KeywayException BadCredentialFile(string path, string reason, Exception? inner = null) => KeywayException.Of(
        BadCredentialFileCode,
        $"the credential file '{path}' cannot be used: {reason}",
        "correct it or log in again",
        inner: inner);

    public static KeywayException CredentialHelperFailed(string program, string reason, Exception? inner = null) => KeywayException.Of(
        CredentialHelperFailedCode,
        $"the credential helper {program} failed: {reason}",
        "run it by hand with the argument `get`, or pass --username and --password-stdin",
        inner: inner);

    public static KeywayException BadCertificateFile(string path, Exception inner) => KeywayException.Of(
        BadCertificateFileCode,
        $"the certificate file '{path}' cannot be used: {AnswerText.Clean(inner.Message)}",
        "it has to be PEM; a client certificate NAME.cert needs its key in NAME.key beside it",
        inner: inner);

    public static KeywayException BadProxy(string name) => KeywayException.Of(
        BadProxyCode,
        $"the environment variable {name} does not hold a proxy's address",
        "write http://host:port, or unset it");

    public static KeywayException BrokenArchive(string path, string reason) => KeywayException.Of(
        BrokenArchiveCode,
        $"'{path}' is no OCI layout archive: {reason}",
        "get the archive again; `skopeo copy` and `keyway pull REF oci-archive:FILE` write such archives");

    public static KeywayException NoSuchArchive(string path, Exception inner) => KeywayException.Of(
        NoSuchArchiveCode,
        $"the archive '{path}' cannot be opened: {AnswerText.Clean(inner.Message)}",
        "check the path and its permissions",
        inner: inner);

    public static KeywayException ReadOnlyArchive(string repository) => KeywayException.Of(
        ReadOnlyArchiveCode,
        $"{repository} is an archive, which cannot be changed once it is written",
        "copy it to a layout directory (`keyway pull oci-archive:FILE oci:DIR`), change that, and copy it back");
}
