// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>Refusals of this folder: KW2570 to KW2599.</summary>
internal static class Errors
{
    public static readonly ErrorCode TrailBusyCode = new("KW2570", ErrorKind.Busy, "audit trail in use");
    public static readonly ErrorCode TrailKeyMissingCode = new("KW2571", ErrorKind.PreflightFailed, "key of the audit trail missing");
    public static readonly ErrorCode NoTrailCode = new("KW2572", ErrorKind.NotFound, "no audit trail");
    public static readonly ErrorCode TamperedCode = new("KW2573", ErrorKind.VerificationRefused, "audit trail altered");
    public static readonly ErrorCode NotWrittenCode = new("KW2574", ErrorKind.PreflightFailed, "audit trail cannot be written");

    private const string Tampered = "somebody or something changed the trail; keep it as evidence and compare it with a copy";

    public static KeywayException TrailBusy(string directory, TimeSpan waited) => KeywayException.Of(
        TrailBusyCode,
        $"other programs have been writing to the audit trail '{directory}' for {waited.TotalSeconds:0} seconds",
        "run the same command again; what cannot be recorded is not done",
        "nothing was recorded");

    public static KeywayException TrailKeyMissing(string path) => KeywayException.Of(
        TrailKeyMissingCode,
        $"the audit trail exists, but the key that signs it, '{path}', is gone",
        "restore the key, or move the trail away so that a new one starts",
        "nothing was recorded");

    public static KeywayException NotWritten(string directory, Exception reason) => KeywayException.Of(
        NotWrittenCode,
        $"the audit trail '{directory}' cannot be written: {reason.Message}",
        "make room, or let this user write there; what cannot be recorded is not done",
        "nothing was recorded",
        reason);

    public static KeywayException NoTrail(string directory) => KeywayException.Of(
        NoTrailCode,
        $"'{directory}' holds no audit trail",
        "check the path; a trail is made when the first decision is recorded");

    public static KeywayException NoDigest(string directory, long index) => KeywayException.Of(
        TamperedCode,
        $"entry {index} in the log of the audit trail '{directory}' is not the digest of a document",
        Tampered);

    public static KeywayException DocumentMissing(string path, long index) => KeywayException.Of(
        TamperedCode,
        $"the document of decision {index} is gone: '{path}'",
        Tampered);

    public static KeywayException DocumentAltered(string path, long index, Digest expected, Digest actual) => KeywayException.Of(
        TamperedCode,
        $"the document of decision {index}, '{path}', was altered: the log has {expected}, it is {actual}",
        Tampered);

    public static KeywayException DocumentUnreadable(string path, long index, string reason) => KeywayException.Of(
        TamperedCode,
        $"the document of decision {index}, '{path}', is not an audit record: {reason}",
        Tampered);
}
