// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>One entry of a source directory as the file system shows it; links are never followed.</summary>
internal sealed record SourceEntry
{
    /// <summary>Path relative to the source directory, `/` between parts.</summary>
    public required string Path { get; init; }

    public required SourceEntryType Type { get; init; }

    public required UnixFileMode Mode { get; init; }

    public required long Size { get; init; }

    /// <summary>How many names the file has, and what they have in common.</summary>
    public required uint LinkCount { get; init; }

    public required (ulong Device, ulong Inode) Identity { get; init; }

    /// <summary>Where a symbolic link points, as written; null for anything else.</summary>
    public string? Target { get; init; }
}
