// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Refusals of the TUF client: KW2300 to KW2329. Each names the step of the detailed client workflow (TUF 1.0 section 5) that failed.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode BadMetadataCode = new("KW2300", ErrorKind.VerificationRefused, "unreadable TUF metadata");
    public static readonly ErrorCode OtherSpecificationCode = new("KW2301", ErrorKind.VerificationRefused, "TUF metadata of another specification");
    public static readonly ErrorCode NotSignedCode = new("KW2302", ErrorKind.VerificationRefused, "TUF metadata without enough signatures");
    public static readonly ErrorCode RollbackCode = new("KW2303", ErrorKind.VerificationRefused, "TUF metadata rolled back");
    public static readonly ErrorCode ExpiredCode = new("KW2304", ErrorKind.VerificationRefused, "TUF metadata expired");
    public static readonly ErrorCode OtherContentCode = new("KW2305", ErrorKind.VerificationRefused, "TUF file of another content");
    public static readonly ErrorCode OtherVersionCode = new("KW2306", ErrorKind.VerificationRefused, "TUF metadata of another version");
    public static readonly ErrorCode OtherTypeCode = new("KW2307", ErrorKind.VerificationRefused, "TUF metadata of another role");
    public static readonly ErrorCode MissingMetadataCode = new("KW2308", ErrorKind.NotFound, "TUF metadata missing");
    public static readonly ErrorCode NoSuchTargetCode = new("KW2309", ErrorKind.NotFound, "no such TUF target");
    public static readonly ErrorCode TooLargeCode = new("KW2310", ErrorKind.VerificationRefused, "TUF file too large");
    public static readonly ErrorCode NoTrustedRootCode = new("KW2311", ErrorKind.NotFound, "no trusted TUF root");
    public static readonly ErrorCode BadAnswerCode = new("KW2312", ErrorKind.TryLater, "TUF repository answers with an error");
    public static readonly ErrorCode UnsafeTargetPathCode = new("KW2313", ErrorKind.VerificationRefused, "unsafe TUF target path");
    public static readonly ErrorCode MissingTargetCode = new("KW2314", ErrorKind.NotFound, "TUF target missing");
    public static readonly ErrorCode SearchTooLongCode = new("KW2315", ErrorKind.VerificationRefused, "too many TUF delegations");
    public static readonly ErrorCode CacheTooOldCode = new("KW2316", ErrorKind.VerificationRefused, "cached TUF state too old");
    public static readonly ErrorCode ClockSetBackCode = new("KW2317", ErrorKind.VerificationRefused, "clock set back");
    public static readonly ErrorCode BusyCode = new("KW2318", ErrorKind.Busy, "TUF directory in use");
    public static readonly ErrorCode WithdrawnCode = new("KW2319", ErrorKind.VerificationRefused, "Sigstore trust material withdrawn");

    private const string Kept = "nothing newer was trusted: the metadata trusted before stays";
    private const string ToldLater = "the repository or something between is broken or hostile; try another mirror, and tell the repository's owner if it stays";

    public static KeywayException BadMetadata(string file, string reason, Exception? inner = null) => KeywayException.Of(
        BadMetadataCode, $"{file} is no TUF metadata: {reason}", ToldLater, Kept, inner);

    public static KeywayException OtherSpecification(string file, string version) => KeywayException.Of(
        OtherSpecificationCode,
        $"{file} follows the TUF specification '{version}'; this client knows 1.x (section 4.3, spec_version)",
        "update keyway if the repository has moved to a newer specification",
        Kept);

    public static KeywayException NotSigned(string step, string file, string role, int signers, long threshold, string keysFrom) => KeywayException.Of(
        NotSignedCode,
        $"TUF {step}, arbitrary software: {file} is signed by {signers} of the keys that {keysFrom} gives the role {role}, expected {threshold} or more",
        ToldLater,
        Kept);

    public static KeywayException Rollback(string step, string what, long trusted, string file, string found) => KeywayException.Of(
        RollbackCode,
        $"TUF {step}, rollback: {file} has {what} {found}, but {trusted} was trusted before",
        "somebody replays old metadata, or the repository was restored from a backup: its owner recovers by rotating the timestamp and snapshot keys",
        Kept);

    public static KeywayException Expired(string step, string file, long version, DateTimeOffset expires, DateTimeOffset start) => KeywayException.Of(
        ExpiredCode,
        $"TUF {step}, freeze: {file} (version {version}) expired at {expires:yyyy-MM-dd'T'HH:mm:ss'Z'}, and now it is {start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        "the repository's owner must sign it again; if newer metadata exists, something between holds it back. Check this machine's clock too",
        Kept);

    public static KeywayException OtherContent(string step, string file, string expected, string found, string listedIn) => KeywayException.Of(
        OtherContentCode, $"TUF {step}: {file} has {found}, but {listedIn} lists {expected}", ToldLater, Kept);

    public static KeywayException OtherVersion(string step, string file, long expected, long found, string listedIn) => KeywayException.Of(
        OtherVersionCode, $"TUF {step}: {file} says it is version {found}, expected {expected} as {listedIn} has it", ToldLater, Kept);

    public static KeywayException OtherType(string file, string expected, string found) => KeywayException.Of(
        OtherTypeCode, $"{file} is of type '{found}', expected '{expected}' (TUF section 4.3, _type)", ToldLater, Kept);

    public static KeywayException MissingMetadata(string step, string file, string source) => KeywayException.Of(
        MissingMetadataCode, $"TUF {step}: {source} has no {file}", "check the address of the metadata; a repository being published right now may have it in a minute", Kept);

    public static KeywayException NotListed(string step, string role, string snapshot) => KeywayException.Of(
        MissingMetadataCode, $"TUF {step}: {snapshot} does not list {role}.json", ToldLater, Kept);

    public static KeywayException NoSuchTarget(string path) => KeywayException.Of(
        NoSuchTargetCode, $"TUF 5.7.2: no role that may speak for '{path}' lists it", "check the target path; paths are case-sensitive and have no leading '/'");

    public static KeywayException TooLarge(string step, string file, int limit, Exception? inner = null) => KeywayException.Of(
        TooLargeCode, $"TUF {step}, endless data: {file} has more than the {limit} bytes that it may have", ToldLater, Kept, inner);

    public static KeywayException NoTrustedRoot(string directory) => KeywayException.Of(
        NoTrustedRootCode,
        $"TUF 5.2: '{directory}' has no root.json to start from",
        "give a root.json that you got over a trusted way: `keyway tuf trust STATE ROOT`, or `keyway trust refresh URL --tuf-root ROOT`");

    public static KeywayException BadAnswer(string file, int status, string excerpt) => KeywayException.Of(
        BadAnswerCode, $"{file}: the repository answers with status {status}{(excerpt.Length == 0 ? "" : ": " + excerpt)}", "try again later, or another mirror", Kept);

    public static KeywayException UnsafeTargetPath(string path) => KeywayException.Of(
        UnsafeTargetPathCode,
        $"TUF 5.7.3: the target path '{path}' would name another place: it is empty, absolute, has control characters, '\\', or a part that is empty, '.' or '..'",
        "publish the file under a plain relative path");

    public static KeywayException MissingTarget(string file, string source) => KeywayException.Of(
        MissingTargetCode, $"TUF 5.7.3: {source} has no target {file}, although its metadata lists it", "check the address of the targets, or try another mirror");

    public static KeywayException SearchTooLong(string path, int limit) => KeywayException.Of(
        SearchTooLongCode,
        $"TUF 5.6.7.1: '{path}' was not found in the first {limit} delegated roles",
        "ask the repository's owner to narrow the delegations, or to make them terminating");

    public static KeywayException CacheTooOld(string directory, DateTimeOffset updated, TimeSpan age, TimeSpan limit) => KeywayException.Of(
        CacheTooOldCode,
        $"the TUF state in '{directory}' was last updated {updated.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, {age.TotalDays:0.0} days ago; offline it may be {limit.TotalDays:0.0} days old",
        "update it where the repository can be reached, or import newer trust material");

    public static KeywayException NeverUpdated(string directory) => KeywayException.Of(
        CacheTooOldCode, $"the TUF state in '{directory}' was never updated, so there is nothing to use offline", "update it once where the repository can be reached");

    public static KeywayException ClockSetBack(string directory, DateTimeOffset now, DateTimeOffset seen) => KeywayException.Of(
        ClockSetBackCode,
        $"TUF 5.1: the clock says {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, but '{directory}' was updated at {seen.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: with the clock set back, expired metadata would look fresh",
        "set the clock right; if it was wrong at the last update, delete the file last-update in that directory");

    public static KeywayException Busy(string directory, TimeSpan waited) => KeywayException.Of(
        BusyCode, $"another program has been changing the TUF directory '{directory}' for {waited.TotalSeconds:0} seconds", "wait for it to finish, then try again");

    public static KeywayException Withdrawn(string path) => KeywayException.Of(
        WithdrawnCode, $"the repository lists {path} with the status 'Expired' (custom.sigstore.status)", "ask the operator of the Sigstore instance for its current trusted root");
}
