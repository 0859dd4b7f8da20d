// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Packages;

/// <summary>One entry of a layer, as the package config lists it. Spec: spec/package §"Config".</summary>
public sealed record PackagedFile
{
    /// <summary>Relative path in the package tree, `/` between parts, no `.` or `..` parts: <c>modules/6.12.94+deb13-riscv64/kw_base.ko</c>.</summary>
    public required string Path { get; init; }

    public required PackagedFileType Type { get; init; }

    /// <summary>Permission bits, four octal digits: <c>0644</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Size in bytes; 0 for anything but a file.</summary>
    public long Size { get; init; }

    /// <summary>Digest of a file's content; null for anything else.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Where a symbolic link points, relative and inside the package; null for anything else.</summary>
    public string? Target { get; init; }
}
