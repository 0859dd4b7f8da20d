// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>How much an archive may ask for; checked before anything is allocated or written.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Entries and the directories they imply.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>UTF-8 bytes of one path or link target.</summary>
    public int MaxPathBytes { get; init; } = 1024;

    /// <summary>UTF-8 bytes of one part of a path: what Linux file systems take.</summary>
    public int MaxPartBytes { get; init; } = 255;

    /// <summary>Parts of one path.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Bytes of all file contents together.</summary>
    public long MaxContentBytes { get; init; } = 16L << 30;
}
