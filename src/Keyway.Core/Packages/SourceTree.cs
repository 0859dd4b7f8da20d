// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>Lists a source directory without following any link.</summary>
internal static class SourceTree
{
    /// <summary>The most entries a source directory may have.</summary>
    public const int MaxEntries = 1 << 20;

    private const int MaxDepth = 64;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Every entry below <paramref name="root"/>, in ordinal order of path.</summary>
    public static ImmutableArray<SourceEntry> Walk(string root, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root)) throw Errors.NoSourceDirectory(root);
        List<SourceEntry> entries = [];
        AddChildren(root, "", 1, entries, cancellationToken);
        entries.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return [.. entries];
    }

    private static void AddChildren(string directory, string prefix, int depth, List<SourceEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > MaxDepth) throw Errors.SourceTooLarge(prefix, $"more than {MaxDepth} directories deep");
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", Everything))
        {
            if (entries.Count == MaxEntries) throw Errors.SourceTooLarge(prefix, $"more than {MaxEntries} entries");
            var entry = FileStatus.Read(path, prefix + Path.GetFileName(path));
            entries.Add(entry);
            if (entry.Type == SourceEntryType.Directory) AddChildren(path, entry.Path + "/", depth + 1, entries, cancellationToken);
        }
    }
}
