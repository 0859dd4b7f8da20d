// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Refusals of this folder: KW1000 to KW1099; archives have KW1200 to KW1249.</summary>
internal static class Errors
{
    // errno values that .NET passes through as HResult on Linux.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    public static readonly ErrorCode BadDigestCode = new("KW1001", ErrorKind.Usage, "not a digest");
    public static readonly ErrorCode SizeDiffersCode = new("KW1002", ErrorKind.VerificationRefused, "content has the wrong size");
    public static readonly ErrorCode DigestDiffersCode = new("KW1003", ErrorKind.VerificationRefused, "content does not match its digest");
    public static readonly ErrorCode BlobMissingCode = new("KW1004", ErrorKind.NotFound, "no such blob");
    public static readonly ErrorCode NoSpaceCode = new("KW1005", ErrorKind.PreflightFailed, "no space left");
    public static readonly ErrorCode CannotWriteCode = new("KW1006", ErrorKind.PreflightFailed, "cannot write");

    public static KeywayException BadDigest(string text) => KeywayException.Of(
        BadDigestCode,
        $"'{text}' is not a digest: expected sha256: and 64 or sha512: and 128 lower-case hexadecimal digits",
        "copy the digest from `keyway inspect` or from the registry's answer");

    public static KeywayException TooShort(string subject, long expected, long actual) => KeywayException.Of(
        SizeDiffersCode,
        $"{subject} has the wrong size: expected {expected} bytes, but the content ended after {actual}",
        "the transfer was cut or the source is damaged; try again or use another source");

    public static KeywayException TooLong(string subject, long expected) => KeywayException.Of(
        SizeDiffersCode,
        $"{subject} has the wrong size: expected {expected} bytes, but more arrived",
        "the source sends something else than was asked for; use another source");

    public static KeywayException DigestDiffers(string subject, Digest expected, Digest actual) => KeywayException.Of(
        DigestDiffersCode,
        $"{subject} does not match its digest: expected {expected}, got {actual}",
        "the bytes were altered on the way or at the source; use another source");

    public static KeywayException BlobMissing(string root, Digest digest) => KeywayException.Of(
        BlobMissingCode,
        $"{root} has no blob {digest}",
        "the layout is incomplete; pull or pack it again");

    /// <summary>The refusal that fits what the system said when a file was written.</summary>
    public static KeywayException WriteFailed(string path, Exception reason) => reason.HResult is NoSpaceLeft or QuotaExceeded ? NoSpace(path, reason) : CannotWrite(path, reason);

    private static KeywayException NoSpace(string path, Exception reason) => KeywayException.Of(
        NoSpaceCode,
        $"no space left while writing {path}",
        "free some space on that file system, or write to another one",
        "nothing appeared under the final name and the partial file was removed",
        reason);

    private static KeywayException CannotWrite(string path, Exception reason) => KeywayException.Of(
        CannotWriteCode,
        $"cannot write {path}: {reason.Message}",
        "check that the directory exists, is writable and is on a healthy disk",
        "nothing appeared under the final name",
        reason);

    // Archives.
    public static readonly ErrorCode ZstdMissingCode = new("KW1200", ErrorKind.PreflightFailed, "libzstd is missing");
    public static readonly ErrorCode ZstdDamagedCode = new("KW1201", ErrorKind.VerificationRefused, "damaged zstd content");
    public static readonly ErrorCode ZstdTruncatedCode = new("KW1202", ErrorKind.VerificationRefused, "truncated zstd content");
    public static readonly ErrorCode ZstdTooMuchCode = new("KW1203", ErrorKind.VerificationRefused, "more decompressed content than declared");
    public static readonly ErrorCode ZstdLevelCode = new("KW1204", ErrorKind.Usage, "no such compression level");
    public static readonly ErrorCode ZstdRefusedCode = new("KW1205", ErrorKind.PreflightFailed, "libzstd refused");

    public static KeywayException ZstdMissing(string library) => KeywayException.Of(
        ZstdMissingCode,
        $"{library} cannot be loaded; it is needed to compress and decompress layers",
        "install it: `apt-get install libzstd1`, `dnf install libzstd` or `apk add zstd-libs`");

    public static KeywayException ZstdDamaged(string subject, string reason) => KeywayException.Of(
        ZstdDamagedCode,
        $"{subject} is not intact zstd content: {reason}",
        "the content is damaged, has bytes after its end or was made to do harm; use another source");

    public static KeywayException ZstdTruncated(string subject) => KeywayException.Of(
        ZstdTruncatedCode,
        $"{subject} ends in the middle of a zstd frame",
        "the content was cut; use another source");

    public static KeywayException ZstdTooMuch(string subject, long limit) => KeywayException.Of(
        ZstdTooMuchCode,
        $"{subject} decompresses to more than the declared {limit} bytes",
        "the content was made to fill the disk, or its description is wrong; do not use it");

    public static KeywayException ZstdLevel(int level, int max) => KeywayException.Of(
        ZstdLevelCode,
        $"compression level {level} does not exist; libzstd here knows 1 to {max}",
        "choose a level in that range, or leave it out");

    public static KeywayException ZstdRefused(string reason) => KeywayException.Of(
        ZstdRefusedCode,
        $"libzstd refused to compress: {reason}",
        "the content changed while it was read, or this libzstd is older than 1.4 or was built without threads");

    public static readonly ErrorCode HeaderDamagedCode = new("KW1210", ErrorKind.VerificationRefused, "damaged archive");
    public static readonly ErrorCode ArchiveTruncatedCode = new("KW1211", ErrorKind.VerificationRefused, "truncated archive");
    public static readonly ErrorCode TrailingContentCode = new("KW1212", ErrorKind.VerificationRefused, "bytes after the end of an archive");
    public static readonly ErrorCode PathAbsoluteCode = new("KW1213", ErrorKind.VerificationRefused, "absolute path in an archive");
    public static readonly ErrorCode PathClimbsCode = new("KW1214", ErrorKind.VerificationRefused, "path that leaves the archive");
    public static readonly ErrorCode PathMalformedCode = new("KW1215", ErrorKind.VerificationRefused, "malformed path in an archive");
    public static readonly ErrorCode PathTooLongCode = new("KW1216", ErrorKind.VerificationRefused, "too long a path in an archive");
    public static readonly ErrorCode DuplicateCode = new("KW1217", ErrorKind.VerificationRefused, "duplicate entry in an archive");
    public static readonly ErrorCode BelowNonDirectoryCode = new("KW1218", ErrorKind.VerificationRefused, "entry below something that is no directory");
    public static readonly ErrorCode LinkEscapesCode = new("KW1219", ErrorKind.VerificationRefused, "symbolic link that leaves the archive");
    public static readonly ErrorCode HardLinkCode = new("KW1220", ErrorKind.VerificationRefused, "hard link in an archive");
    public static readonly ErrorCode DeviceCode = new("KW1221", ErrorKind.VerificationRefused, "device or pipe in an archive");
    public static readonly ErrorCode SparseCode = new("KW1222", ErrorKind.VerificationRefused, "sparse file in an archive");
    public static readonly ErrorCode UnknownTypeCode = new("KW1223", ErrorKind.VerificationRefused, "unknown kind of entry in an archive");
    public static readonly ErrorCode ModeDangerousCode = new("KW1224", ErrorKind.VerificationRefused, "dangerous permissions in an archive");
    public static readonly ErrorCode TooManyEntriesCode = new("KW1225", ErrorKind.VerificationRefused, "too many entries in an archive");
    public static readonly ErrorCode TooMuchContentCode = new("KW1226", ErrorKind.VerificationRefused, "too much content in an archive");
    public static readonly ErrorCode PaxDamagedCode = new("KW1227", ErrorKind.VerificationRefused, "damaged pax header");
    public static readonly ErrorCode PaxUnknownCode = new("KW1228", ErrorKind.VerificationRefused, "unknown pax record");
    public static readonly ErrorCode EntryUnexpectedCode = new("KW1229", ErrorKind.VerificationRefused, "unexpected entry in an archive");
    public static readonly ErrorCode EntryDiffersCode = new("KW1230", ErrorKind.VerificationRefused, "entry differs from its description");
    public static readonly ErrorCode EntryMissingCode = new("KW1231", ErrorKind.VerificationRefused, "missing entry in an archive");

    public static KeywayException HeaderDamaged(string reason) => Refused(HeaderDamagedCode, $"the archive is damaged: {reason}");

    public static KeywayException ArchiveTruncated(string where) => Refused(ArchiveTruncatedCode, $"the archive ends {where}");

    public static KeywayException TrailingContent() => Refused(TrailingContentCode, "the archive goes on after the empty block that starts its end");

    public static KeywayException PathAbsolute(string path) => Refused(PathAbsoluteCode, $"the archive names the absolute path '{path}'; only relative ones are allowed");

    public static KeywayException PathClimbs(string path) => Refused(PathClimbsCode, $"the archive names '{path}', whose `..` leaves the place it is unpacked in");

    public static KeywayException PathMalformed(string path) => Refused(PathMalformedCode, $"the archive names '{path}', which has an empty or `.` part, a backslash, a control character or bytes that are not UTF-8");

    public static KeywayException PathTooLong(string path) => Refused(PathTooLongCode, $"the archive names '{path}', which is too long or too deep");

    public static KeywayException Duplicate(string path, string first) => Refused(DuplicateCode, $"the archive names '{path}' although it has '{first}'; names that differ in case only count as the same");

    public static KeywayException BelowNonDirectory(string path, string parent) => Refused(BelowNonDirectoryCode, $"the archive puts '{path}' below '{parent}', which is a file or a symbolic link");

    public static KeywayException LinkEscapes(string path, string target) => Refused(LinkEscapesCode, $"the symbolic link '{path}' points to '{target}', which is absolute, leaves the archive, or has `..` after a name");

    public static KeywayException HardLink(string path) => Refused(HardLinkCode, $"'{path}' is a hard link; the archive must hold the file itself");

    public static KeywayException Device(string path) => Refused(DeviceCode, $"'{path}' is a device or a pipe");

    public static KeywayException Sparse() => Refused(SparseCode, "the archive holds a sparse file, whose size on disk is not what was transferred");

    public static KeywayException UnknownType(string path, byte type) => Refused(UnknownTypeCode, $"'{path}' is an entry of kind 0x{type:x2}; only files, directories and symbolic links are allowed");

    public static KeywayException ModeDangerous(string path, UnixFileMode mode) => Refused(ModeDangerousCode, $"'{path}' has the permissions {mode.ToOctal()}; setuid, setgid, sticky and writable for group or others are not allowed");

    public static KeywayException TooManyEntries(int limit) => Refused(TooManyEntriesCode, $"the archive has more than {limit} entries");

    public static KeywayException TooMuchContent(string path, long limit) => Refused(TooMuchContentCode, $"with '{path}' the archive holds more than {limit} bytes");

    public static KeywayException PaxDamaged() => Refused(PaxDamagedCode, "a pax header of the archive is damaged, too big, repeated or without an entry");

    public static KeywayException PaxUnknown(string key) => Refused(PaxUnknownCode, $"the archive has a pax record '{key}'; only path, linkpath and size are allowed");

    public static KeywayException EntryUnexpected(string found, string wanted) => Refused(EntryUnexpectedCode, $"the archive has '{found}' where its description has {wanted}");

    public static KeywayException EntryDiffers(ArchiveEntry wanted, ArchiveEntry found) => Refused(EntryDiffersCode, $"the archive has {Describe(found)} where its description has {Describe(wanted)}");

    public static KeywayException EntryMissing(string path) => Refused(EntryMissingCode, $"the archive ends without '{path}', which its description has");

    private static string Describe(ArchiveEntry entry) => $"{entry.Type.ToString().ToLowerInvariant()} '{entry.Path}' ({entry.Size} bytes, {entry.Mode.ToOctal()}{(entry.LinkTarget is null ? "" : $", to '{entry.LinkTarget}'")})";

    private static KeywayException Refused(ErrorCode code, string message) => KeywayException.Of(
        code,
        message,
        "the package was damaged or made to do harm; do not use it, and tell whoever published it",
        "nothing of this entry was written");
}
