// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Packages;

/// <summary>One entry of a layer to be packed.</summary>
public sealed record SourceFile
{
    /// <summary>Path in the package tree: <c>userspace/lib/libkw.so.1</c>.</summary>
    public required string Path { get; init; }

    public required PackagedFileType Type { get; init; }

    /// <summary>The normalised permission bits: 0755 or 0644, 0777 for a symbolic link.</summary>
    public required UnixFileMode Mode { get; init; }

    /// <summary>Absolute path of the content; null unless a file.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Size in bytes when the directory was read; 0 for anything but a file.</summary>
    public long Size { get; init; }

    /// <summary>What the manifest says the content is; null where it says nothing.</summary>
    public Digest? Declared { get; init; }

    /// <summary>Where a symbolic link points; null for anything else.</summary>
    public string? Target { get; init; }
}
