// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Turns a ustar header and its pax records into an entry; what is no file, directory or symbolic link is refused by its own name.</summary>
internal static class TarHeader
{
    public static ArchiveEntry Parse(ReadOnlySpan<byte> block, PaxRecords? records)
    {
        var path = records?.Path ?? TarBlock.NameOf(block) ?? throw Errors.HeaderDamaged("a name is not UTF-8 or goes on after its end");
        var type = TypeOf(TarBlock.TypeOf(block), path);
        if (type == ArchiveEntryType.Directory && path.EndsWith('/')) path = path[..^1];
        return new ArchiveEntry
        {
            Path = path,
            Type = type,
            Mode = ModeOf(block, type),
            Size = SizeOf(block, records, type, path),
            LinkTarget = LinkOf(block, records, type, path),
        };
    }

    private static ArchiveEntryType TypeOf(byte type, string path) => type switch
    {
        TarBlock.FileType => ArchiveEntryType.File,
        TarBlock.DirectoryType => ArchiveEntryType.Directory,
        TarBlock.SymlinkType => ArchiveEntryType.Symlink,
        TarBlock.HardLinkType => throw Errors.HardLink(ArchivePath.Shown(path)),
        TarBlock.CharacterDeviceType or TarBlock.BlockDeviceType or TarBlock.FifoType => throw Errors.Device(ArchivePath.Shown(path)),
        TarBlock.GnuSparseType => throw Errors.Sparse(),
        _ => throw Errors.UnknownType(ArchivePath.Shown(path), type),
    };

    private static UnixFileMode ModeOf(ReadOnlySpan<byte> block, ArchiveEntryType type)
    {
        var mode = TarBlock.ModeOf(block) ?? throw Errors.HeaderDamaged("a mode is not an octal number");
        if (mode > (long)UnixModes.All) throw Errors.HeaderDamaged("a mode has bits beyond 7777");
        return type == ArchiveEntryType.Symlink ? UnixModes.Symlink : (UnixFileMode)mode;
    }

    private static long SizeOf(ReadOnlySpan<byte> block, PaxRecords? records, ArchiveEntryType type, string path)
    {
        var size = TarBlock.SizeOf(block) ?? throw Errors.HeaderDamaged("a size is not an octal number");
        if (records?.Size is { } big) size = size is 0 || size == big ? big : throw Errors.HeaderDamaged("a size is given twice, differently");
        if (type != ArchiveEntryType.File && size != 0) throw Errors.HeaderDamaged($"{ArchivePath.Shown(path)} is not a file, but has content");
        return size;
    }

    private static string? LinkOf(ReadOnlySpan<byte> block, PaxRecords? records, ArchiveEntryType type, string path)
    {
        var link = records?.LinkPath ?? TarBlock.LinkOf(block) ?? throw Errors.HeaderDamaged("a link target is not UTF-8 or goes on after its end");
        if (type == ArchiveEntryType.Symlink) return link;
        return link.Length == 0 ? null : throw Errors.HeaderDamaged($"{ArchivePath.Shown(path)} is not a link, but has a target");
    }
}
