// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Transparency;

/// <summary>Refusals of this folder: KW2500 to KW2569.</summary>
internal static class Errors
{
    // errno values that .NET passes through as HResult on Linux.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const string NothingLost = "every entry that was acknowledged is still in the log";
    private const string CommittedOnly = "the entries are in the log, but its checkpoint is not published yet";

    public static readonly ErrorCode BadNoteCode = new("KW2501", ErrorKind.VerificationRefused, "not a signed note");
    public static readonly ErrorCode BadCheckpointCode = new("KW2502", ErrorKind.VerificationRefused, "not a checkpoint");
    public static readonly ErrorCode BadNoteKeyCode = new("KW2503", ErrorKind.Usage, "not a key for notes");
    public static readonly ErrorCode OtherKeyCode = new("KW2504", ErrorKind.Usage, "another private key");
    public static readonly ErrorCode NoSpaceCode = new("KW2505", ErrorKind.PreflightFailed, "no space left for the log");
    public static readonly ErrorCode CannotWriteCode = new("KW2506", ErrorKind.PreflightFailed, "the log cannot be written");
    public static readonly ErrorCode ResourceTooLargeCode = new("KW2507", ErrorKind.VerificationRefused, "resource of a log too large");
    public static readonly ErrorCode ResourceUnreadableCode = new("KW2508", ErrorKind.PreflightFailed, "resource of a log unreadable");
    public static readonly ErrorCode ResourceRefusedCode = new("KW2509", ErrorKind.TryLater, "a log's server refused a resource");
    public static readonly ErrorCode NoLogCode = new("KW2510", ErrorKind.NotFound, "no log");
    public static readonly ErrorCode LogExistsCode = new("KW2511", ErrorKind.Usage, "there is a log already");
    public static readonly ErrorCode LogBusyCode = new("KW2512", ErrorKind.Busy, "log in use");
    public static readonly ErrorCode LogDamagedCode = new("KW2513", ErrorKind.VerificationRefused, "damaged log");
    public static readonly ErrorCode NotSignedByLogCode = new("KW2514", ErrorKind.VerificationRefused, "checkpoint not signed by the log");
    public static readonly ErrorCode OtherTreeCode = new("KW2515", ErrorKind.VerificationRefused, "log rolled back or forked");
    public static readonly ErrorCode LogUncertainCode = new("KW2516", ErrorKind.PreflightFailed, "state of the log unknown");
    public static readonly ErrorCode EntryTooLongCode = new("KW2517", ErrorKind.Usage, "entry too long");
    public static readonly ErrorCode NoSuchEntryCode = new("KW2518", ErrorKind.NotFound, "no such entry");
    public static readonly ErrorCode BadPolicyCode = new("KW2520", ErrorKind.Usage, "not a policy for logs");
    public static readonly ErrorCode BadProofCode = new("KW2521", ErrorKind.VerificationRefused, "not a proof of a log");
    public static readonly ErrorCode WitnessRefusedCode = new("KW2522", ErrorKind.TryLater, "a witness did not cosign");
    public static readonly ErrorCode WitnessConflictCode = new("KW2523", ErrorKind.VerificationRefused, "a witness saw another tree");
    public static readonly ErrorCode QuorumMissedCode = new("KW2524", ErrorKind.TryLater, "too few witnesses");
    public static readonly ErrorCode ProofRefusedCode = new("KW2525", ErrorKind.VerificationRefused, "entry not shown to be in a trusted log");

    public static KeywayException BadNote(string reason) => KeywayException.Of(
        BadNoteCode,
        $"this is not a signed note (c2sp.org/signed-note): {reason}",
        "get the note again from the log; nothing in it can be believed");

    public static KeywayException BadCheckpoint(string reason) => KeywayException.Of(
        BadCheckpointCode,
        $"this note is not a checkpoint (c2sp.org/tlog-checkpoint): {reason}",
        "get the checkpoint again from the log; nothing in it can be believed");

    public static KeywayException BadNoteKey(string reason) => KeywayException.Of(
        BadNoteKeyCode,
        $"this is not a key for signed notes: {reason}",
        "expected a vkey, NAME+HEX+BASE64, as its owner publishes it");

    public static KeywayException OtherKey(NoteKey expected, PublicKey actual) => KeywayException.Of(
        OtherKeyCode,
        $"the private key is not the one of {expected.Name}: expected {expected.PublicKey.Fingerprint}, got {actual.Fingerprint}",
        "name the private key that belongs to it");

    public static KeywayException WriteFailed(string path, Exception reason) => reason.HResult is NoSpaceLeft or QuotaExceeded
        ? KeywayException.Of(NoSpaceCode, $"no space left while writing {path}", "free some space on that file system, then append again", NothingLost, reason)
        : KeywayException.Of(CannotWriteCode, $"cannot write {path}: {reason.Message}", "check that the directory is writable and on a healthy disk, then append again", NothingLost, reason);

    public static KeywayException ResourceTooLarge(string log, string path, int limit) => KeywayException.Of(
        ResourceTooLargeCode,
        $"{path} of {log} has more than the {limit} bytes that it may have",
        "nothing of this log can be believed; tell whoever runs it");

    public static KeywayException ResourceUnreadable(string log, string path, Exception reason) => KeywayException.Of(
        ResourceUnreadableCode,
        $"cannot read {path} of {log}: {reason.Message}",
        "check permissions and the disk",
        inner: reason);

    public static KeywayException ResourceRefused(string log, string path, int status) => KeywayException.Of(
        ResourceRefusedCode,
        $"{log} answered {status} when asked for {path}",
        "try again later, or another prefix of the log");

    public static KeywayException NoLog(string directory) => KeywayException.Of(
        NoLogCode,
        $"'{directory}' holds no log",
        "check the path; `keyway log init` makes a log");

    public static KeywayException LogExists(string directory) => KeywayException.Of(
        LogExistsCode,
        $"'{directory}' holds a log already",
        "a log cannot be started again; choose another directory");

    public static KeywayException LogBusy(string directory, Exception held) => KeywayException.Of(
        LogBusyCode,
        $"another program is writing to the log '{directory}'",
        "a log has one writer: wait for it to finish, then run the same command again",
        inner: held);

    public static KeywayException LogDamaged(string log, string reason) => KeywayException.Of(
        LogDamagedCode,
        $"the log {log} is damaged: {reason}",
        "restore the file from a copy of the log; appending is refused until the tree is whole again");

    public static KeywayException NotSignedByLog(string log, NoteKey key, NoteVerdict verdict) => KeywayException.Of(
        NotSignedByLogCode,
        verdict == NoteVerdict.Absent ? $"the checkpoint of {log} has no signature of {key}" : $"the signature of {key} on the checkpoint of {log} is wrong",
        "check that this is the log's key; if it is, the checkpoint was altered or is another log's");

    public static KeywayException OtherOrigin(string log, string expected, string actual) => KeywayException.Of(
        NotSignedByLogCode,
        $"the checkpoint of {log} is one of another log: expected the origin {expected}, got {actual}",
        "name the log that the checkpoint belongs to");

    public static KeywayException LogRolledBack(string log, Checkpoint head, Checkpoint other) => KeywayException.Of(
        OtherTreeCode,
        $"the log {log} was put back: it has {head.Size} entries, but signed a checkpoint of {other.Size}",
        "restore the newest copy of the log; appending to an old one would fork it");

    public static KeywayException LogForked(string log, Checkpoint other, TreeHash root) => KeywayException.Of(
        OtherTreeCode,
        $"the log {log} has two trees of {other.Size} entries: a checkpoint that it signed has the root {other.Root}, its tiles give {root}",
        "keep both as evidence and tell everyone who relies on this log; it cannot be trusted any more");

    public static KeywayException LogUncertain(string log) => KeywayException.Of(
        LogUncertainCode,
        $"an earlier write to the log {log} failed at the moment of commitment",
        "open the log again: that finds out which entries it has",
        "the entries of the failed append are in the log or not, never in part");

    public static KeywayException EntryTooLong(int length) => KeywayException.Of(
        EntryTooLongCode,
        $"the entry has {length} bytes, more than the {EntryBundle.LongestEntry} that an entry may have",
        "log the digest of the document and keep the document elsewhere",
        "nothing was appended");

    public static KeywayException NoSuchEntry(string log, long index, long size) => KeywayException.Of(
        NoSuchEntryCode,
        $"the log {log} has no entry or tree {index}: its checkpoint has {size} entries",
        "get a newer checkpoint, or check the number");

    public static KeywayException BadPolicy(int line, string reason) => KeywayException.Of(
        BadPolicyCode,
        line == 0 ? $"this is not a policy for logs (c2sp.org/tlog-policy): {reason}" : $"this is not a policy for logs (c2sp.org/tlog-policy): line {line}: {reason}",
        "lines are: log VKEY [URL], witness NAME VKEY [URL], group NAME all|any|NUMBER MEMBER..., and one quorum NAME|none");

    public static KeywayException BadProof(string reason) => KeywayException.Of(
        BadProofCode,
        $"this is not a proof (c2sp.org/tlog-proof): {reason}",
        "get the proof again; `keyway log prove` makes one");

    public static KeywayException WitnessRefused(PolicyWitness witness, int status, string answer) => KeywayException.Of(
        WitnessRefusedCode,
        $"witness {witness.Name} answered {status}{(answer.Length == 0 ? "" : $": {answer}")}",
        "404 means it does not know this log, 403 that it knows another key of it; ask whoever runs it",
        CommittedOnly);

    public static KeywayException WitnessAnswered(PolicyWitness witness, string what) => KeywayException.Of(
        WitnessRefusedCode,
        $"witness {witness.Name} answered {what}",
        "check the witness's key and address in the policy",
        CommittedOnly);

    public static KeywayException WitnessAhead(PolicyWitness witness, long size, Checkpoint checkpoint) => KeywayException.Of(
        WitnessConflictCode,
        $"witness {witness.Name} cosigned a tree of {size} entries of {checkpoint.Origin}, which now has {checkpoint.Size}",
        "the log was put back to an older state: restore its newest copy, or it has forked",
        CommittedOnly);

    public static KeywayException WitnessSawOther(PolicyWitness witness, Checkpoint checkpoint) => KeywayException.Of(
        WitnessConflictCode,
        $"witness {witness.Name} saw a tree of {checkpoint.Origin} that the one of {checkpoint.Size} entries does not start with or equal",
        "the log has forked, or the witness is wrong: keep both checkpoints as evidence and tell everyone who relies on this log",
        CommittedOnly);

    public static KeywayException QuorumMissed(IEnumerable<string> reasons, IEnumerable<string> refusals) => KeywayException.Of(
        QuorumMissedCode,
        $"the checkpoint is not published: {string.Join("; ", reasons.Concat(refusals))}",
        "run the same command again when the witnesses can be reached",
        CommittedOnly);

    public static KeywayException ProofRefused(IEnumerable<string> reasons) => KeywayException.Of(
        ProofRefusedCode,
        $"the proof does not show that the entry is in a trusted log: {string.Join("; ", reasons)}",
        "do not rely on the entry; get a proof from the log that the policy names");
}
