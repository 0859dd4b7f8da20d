// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>One entry of a tar archive, without its content.</summary>
public sealed record ArchiveEntry
{
    /// <summary>Relative path, `/` between parts, no `.` or `..` parts, no `/` at the end.</summary>
    public required string Path { get; init; }

    public required ArchiveEntryType Type { get; init; }

    /// <summary>Permission bits; of no meaning for a symbolic link.</summary>
    public UnixFileMode Mode { get; init; }

    /// <summary>Size in bytes; 0 for anything but a file.</summary>
    public long Size { get; init; }

    /// <summary>Where a symbolic link points; null for anything else.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Digest of a file's content where a list of expected entries gives it; "none" otherwise, since tar has no digests.</summary>
    public Digest Digest { get; init; }
}
