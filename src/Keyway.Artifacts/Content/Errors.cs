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
}
