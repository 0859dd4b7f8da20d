// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Hosts.Store;

/// <summary>Refusals of this folder: KW4000 to KW4099. Those that end a change say in which state the host is now.</summary>
internal static class Errors
{
    public static readonly ErrorCode BusyCode = new("KW4001", ErrorKind.Busy, "another change is running");
    public static readonly ErrorCode NotPlainCode = new("KW4002", ErrorKind.PreflightFailed, "the store's path is not a plain directory");
    public static readonly ErrorCode NoSpaceCode = new("KW4003", ErrorKind.PreflightFailed, "no space for the package");
    public static readonly ErrorCode NoInodesCode = new("KW4004", ErrorKind.PreflightFailed, "no inodes for the package");
    public static readonly ErrorCode ReadOnlyCode = new("KW4005", ErrorKind.PreflightFailed, "the file system is read-only");
    public static readonly ErrorCode NotPermittedCode = new("KW4006", ErrorKind.PreflightFailed, "not permitted to change the store");
    public static readonly ErrorCode StorageFaultCode = new("KW4007", ErrorKind.RolledBack, "the disk reported an error");
    public static readonly ErrorCode SystemRefusedCode = new("KW4008", ErrorKind.RolledBack, "the system refused a file operation");
    public static readonly ErrorCode ManyFileSystemsCode = new("KW4009", ErrorKind.PreflightFailed, "the store spans file systems");
    public static readonly ErrorCode StoreOfOthersCode = new("KW4010", ErrorKind.PreflightFailed, "others can write to the store");
    public static readonly ErrorCode DamagedRecordCode = new("KW4011", ErrorKind.VerificationRefused, "damaged journal record");
    public static readonly ErrorCode DamagedGenerationCode = new("KW4012", ErrorKind.VerificationRefused, "damaged generation");
    public static readonly ErrorCode ForeignCurrentCode = new("KW4013", ErrorKind.VerificationRefused, "`current` is not ours");
    public static readonly ErrorCode NotCommittedCode = new("KW4014", ErrorKind.TryLater, "switched but not recorded");
    public static readonly ErrorCode NotConfirmedCode = new("KW4015", ErrorKind.RolledBack, "the disk did not confirm the switch");
    public static readonly ErrorCode NoRootCode = new("KW4016", ErrorKind.NotFound, "no such host root");
    public static readonly ErrorCode NewerFormatCode = new("KW4017", ErrorKind.PreflightFailed, "a newer keyway made the store");
    public static readonly ErrorCode ReadBackDiffersCode = new("KW4020", ErrorKind.VerificationRefused, "the disk returned something else than was written");
    public static readonly ErrorCode MisplacedEntryCode = new("KW4021", ErrorKind.VerificationRefused, "a layer holds what its kind does not allow");
    public static readonly ErrorCode LinkConflictCode = new("KW4022", ErrorKind.VerificationRefused, "two layers claim one path");
    public static readonly ErrorCode ListingDiffersCode = new("KW4023", ErrorKind.VerificationRefused, "an unpacked layer has another listing");
    public static readonly ErrorCode IncompleteLayerCode = new("KW4024", ErrorKind.VerificationRefused, "a layer's listing is incomplete");
    public static readonly ErrorCode NothingBeforeCode = new("KW4030", ErrorKind.NotFound, "nothing to roll back to");
    public static readonly ErrorCode NoGenerationCode = new("KW4031", ErrorKind.NotFound, "no such generation");
    public static readonly ErrorCode LayerMissingCode = new("KW4032", ErrorKind.VerificationRefused, "a generation misses a layer");

    public static readonly ErrorCode DoesNotFitCode = new("KW4040", ErrorKind.Incompatible, "no package fits this host");

    private const string NothingChanged = "nothing was changed";

    public static KeywayException Busy(string store, int? holder) => KeywayException.Of(
        BusyCode,
        $"another change of {store} is running{(holder is null ? "" : $" in process {holder}")}",
        "wait for it to end, then try again");

    public static KeywayException StoreOfOthers(string path, uint owner, int mode) => KeywayException.Of(
        StoreOfOthersCode,
        $"{path} belongs to user {owner} with mode {FileModes.Format(mode)}; a store must belong to the user who changes it and be writable for nobody else",
        "find out who changed it; then correct owner and mode, or remove the store and install again");

    public static KeywayException DamagedRecord(string path) => KeywayException.Of(
        DamagedRecordCode,
        $"{path} is not a journal record",
        "look at the file, then move it out of the journal; the link `current` beside the journal names the generation in use");

    public static KeywayException DamagedGeneration(string path) => KeywayException.Of(
        DamagedGenerationCode,
        $"{path} is not the document of its generation",
        "the disk or a person changed it; `keyway rollback --to N` leads to another generation (`keyway history` lists them), an install to a new one");

    public static KeywayException NewerFormat(string path, int version) => KeywayException.Of(
        NewerFormatCode,
        $"{path} is of format version {version}, and this keyway knows versions up to {StoreJson.SchemaVersion}",
        "use the keyway that made the store, or a newer one");

    public static KeywayException ForeignCurrent(string path, string found) => KeywayException.Of(
        ForeignCurrentCode,
        $"{path} is {found}; expected a link to generations/<number>",
        "find out who changed it; remove it and install again");

    public static KeywayException NotCommitted(HostFault fault, string state) => KeywayException.Of(
        NotCommittedCode,
        $"the switch is done but its commit record could not be written: {Describe(fault)}",
        "correct the cause; the next install or rollback writes the record",
        state,
        fault);

    public static KeywayException NotConfirmed(HostFault fault, string state) => KeywayException.Of(
        NotConfirmedCode,
        $"the disk did not confirm the switch: {Describe(fault)}",
        "check the disk and the kernel log (`dmesg`) before trying again",
        state,
        fault);

    public static KeywayException ReadBackDiffers(string path, string difference) => KeywayException.Of(
        ReadBackDiffersCode,
        $"{path} was written and synchronised, but reading it back gives something else: {difference}",
        "the disk or the memory of this host is faulty; check both before trying again");

    public static KeywayException MisplacedEntry(string layer, string path, string allowed) => KeywayException.Of(
        MisplacedEntryCode,
        $"layer {layer} holds {path}; a layer of its kind may only hold {allowed}",
        "the package was packed by a faulty tool; use another version");

    public static KeywayException IncompleteLayer(string layer, string path) => KeywayException.Of(
        IncompleteLayerCode,
        $"the listing of layer {layer} has no directory {path} before what is in it",
        "the package was packed by a faulty tool; use another version");

    public static KeywayException LinkConflict(string path, string layer, string other) => KeywayException.Of(
        LinkConflictCode,
        $"the layers {other} and {layer} both provide {path}",
        "choose layers that fit together; one host takes one set of modules per kernel and each firmware file once");

    public static KeywayException ListingDiffers(string layer, string path) => KeywayException.Of(
        ListingDiffersCode,
        $"layer {layer} is unpacked already, but {path} lists other entries than the package config does",
        "one of the two lies about the same content; check both packages, and `keyway status --verify` for the host");

    public static KeywayException NothingBefore(long? current) => KeywayException.Of(
        NothingBeforeCode,
        current is null ? "no generation is current, so there is nothing to roll back from" : $"generation {current} is the only one on this host",
        "install another version; `keyway history` lists what was here");

    public static KeywayException NoGeneration(long number, IReadOnlyList<long> kept) => KeywayException.Of(
        NoGenerationCode,
        $"generation {number} is not on this host; it has {(kept.Count == 0 ? "none" : string.Join(", ", kept))}",
        "name one of those, or install the version again");

    public static KeywayException LayerMissing(long generation, string path) => KeywayException.Of(
        LayerMissingCode,
        $"generation {generation} needs {path}, which is not on this host",
        "install that version again");

    public static KeywayException DoesNotFit(string source, string reason) => KeywayException.Of(
        DoesNotFitCode,
        $"nothing in {source} fits this host: {reason}",
        "see the checks above, or run `keyway resolve` for all of them");

    /// <summary>The refusal for a failed file operation.</summary>
    public static KeywayException Fault(HostFault fault, string state)
    {
        var (code, problem, hint) = Explain(fault);
        return KeywayException.Of(code, $"{problem}: {Describe(fault)}", hint, state, fault);
    }

    public static KeywayException NoSpace(string store, long needed, long free, string state = NothingChanged) => KeywayException.Of(
        NoSpaceCode,
        $"the package needs {needed} bytes below {store}, and {free} are free",
        "free some space on that file system and try again",
        state);

    public static KeywayException NoInodes(string store, long needed, long free) => KeywayException.Of(
        NoInodesCode,
        $"the package needs {needed} inodes below {store}, and {free} are free",
        "remove files from that file system and try again");

    public static KeywayException ReadOnly(string store) => KeywayException.Of(
        ReadOnlyCode,
        $"{store} is on a file system that is mounted read-only",
        "mount it writable and try again");

    /// <summary>The same refusal with the state the host is in.</summary>
    public static KeywayException WithState(KeywayException refusal, string state) => KeywayException.Of(refusal.Code, refusal.Message, refusal.Hint, state, refusal);

    private static (ErrorCode Code, string Problem, string Hint) Explain(HostFault fault) => fault.Errno switch
    {
        Errno.NoSpace or Errno.Quota => (NoSpaceCode, "no space left", "free some space on that file system and try again"),
        Errno.ReadOnly => (ReadOnlyCode, "the file system is read-only", "mount it writable and try again"),
        Errno.Access or Errno.Permitted => (NotPermittedCode, "not permitted", "run the command as the user who owns the store, usually root"),
        Errno.InputOutput => (StorageFaultCode, "the disk reported an error", "check the disk and the kernel log (`dmesg`) before trying again"),
        Errno.CrossDevice => (ManyFileSystemsCode, "the store must be on one file system", "remove the mount inside the store"),
        Errno.NotADirectory when fault is { Operation: HostOperationKind.OpenDirectory, Path: "" } => (NoRootCode, "the host root is not a directory", "check --root"),
        Errno.SymbolicLink or Errno.NotADirectory => (NotPlainCode, "a part of the store's path is a symbolic link or not a directory", "find out who put it there; the store follows no links"),
        Errno.NotThere when fault is { Operation: HostOperationKind.OpenDirectory, Path: "" } => (NoRootCode, "the host root does not exist", "check --root"),
        _ => (SystemRefusedCode, "the system refused a file operation", "correct the cause (`errno -l` names the numbers), then try again"),
    };

    private static string Describe(HostFault fault) => $"{Word(fault.Operation)} {(fault.Path.Length == 0 ? "the host root" : fault.Path)} failed with {Name(fault.Errno)}";

    private static string Name(Errno errno) => errno switch
    {
        Errno.NoSpace => "ENOSPC",
        Errno.Quota => "EDQUOT",
        Errno.ReadOnly => "EROFS",
        Errno.Access => "EACCES",
        Errno.Permitted => "EPERM",
        Errno.InputOutput => "EIO",
        Errno.CrossDevice => "EXDEV",
        Errno.SymbolicLink => "ELOOP",
        Errno.NotADirectory => "ENOTDIR",
        Errno.NotThere => "ENOENT",
        Errno.Exists => "EEXIST",
        _ => $"errno {(int)errno}",
    };

    private static string Word(HostOperationKind operation) => operation switch
    {
        HostOperationKind.OpenDirectory or HostOperationKind.OpenFile => "opening",
        HostOperationKind.CreateFile or HostOperationKind.MakeDirectory or HostOperationKind.MakeSymbolicLink => "creating",
        HostOperationKind.ReadLink or HostOperationKind.Status or HostOperationKind.List or HostOperationKind.Space or HostOperationKind.Read => "reading",
        HostOperationKind.Synchronise => "synchronising",
        HostOperationKind.Rename or HostOperationKind.Exchange => "renaming",
        HostOperationKind.RemoveFile or HostOperationKind.RemoveDirectory => "removing",
        HostOperationKind.Lock => "locking",
        _ => "writing",
    };
}
