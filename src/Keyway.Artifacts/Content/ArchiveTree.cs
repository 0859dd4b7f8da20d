// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// The tree that entries build up, from one archive or from several that are unpacked over each other: refuses every entry that could write outside,
/// through a link, over another entry or with dangerous permissions. Pure; not safe for concurrent calls. Spec: spec/package §"Paths".
/// </summary>
public sealed class ArchiveTree
{
    private const UnixFileMode Dangerous = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly ArchiveLimits limits;

    // Folded case, so that A and a, which are one file on some file systems, are seen as the duplicates they are.
    private readonly Dictionary<string, Node> nodes = new(StringComparer.OrdinalIgnoreCase);
    private long contentBytes;

    public ArchiveTree(ArchiveLimits limits) => this.limits = limits;

    /// <summary>Takes one entry in, or refuses it; after a refusal the tree is of no more use.</summary>
    /// <exception cref="KeywayException">KW1213 to KW1219 and KW1224 to KW1226.</exception>
    public void Add(ArchiveEntry entry)
    {
        ArchivePath.Check(entry.Path, limits);
        if (entry.Type == ArchiveEntryType.Symlink) ArchivePath.CheckLink(entry.Path, entry.LinkTarget ?? "", limits);
        else if ((entry.Mode & ~UnixModes.All) != 0 || (entry.Mode & Dangerous) != 0) throw Errors.ModeDangerous(entry.Path, entry.Mode);
        AddContent(entry);
        AddParents(entry.Path);
        AddNode(entry);
    }

    private void AddContent(ArchiveEntry entry)
    {
        if (entry.Size < 0 || entry.Size > limits.MaxContentBytes - contentBytes) throw Errors.TooMuchContent(entry.Path, limits.MaxContentBytes);
        contentBytes += entry.Size;
    }

    private void AddParents(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            var parent = path[..end];
            if (!nodes.TryGetValue(parent, out var node)) Insert(parent, new Node(parent, ArchiveEntryType.Directory, IsImplied: true));
            else if (node.Type != ArchiveEntryType.Directory) throw Errors.BelowNonDirectory(path, node.Path);
            else if (node.Path != parent) throw Errors.Duplicate(path, node.Path);
        }
    }

    private void AddNode(ArchiveEntry entry)
    {
        Node added = new(entry.Path, entry.Type, IsImplied: false);
        if (!nodes.TryGetValue(entry.Path, out var existing)) Insert(entry.Path, added);
        else if (existing.IsImplied && entry.Type == ArchiveEntryType.Directory && existing.Path == entry.Path) nodes[entry.Path] = added;
        else throw Errors.Duplicate(entry.Path, existing.Path);
    }

    private void Insert(string path, Node node)
    {
        if (nodes.Count >= limits.MaxEntries) throw Errors.TooManyEntries(limits.MaxEntries);
        nodes.Add(path, node);
    }

    private sealed record Node(string Path, ArchiveEntryType Type, bool IsImplied);
}
