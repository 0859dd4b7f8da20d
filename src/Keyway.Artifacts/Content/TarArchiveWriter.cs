// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Artifacts.Content;

/// <summary>
/// Writes a tar archive whose bytes depend on the entries only: owner 0, time 0, no names. Everything <see cref="TarArchiveReader"/> would refuse is refused
/// here too. Not safe for concurrent calls; does not own the output. Spec: spec/package §"Layers".
/// </summary>
public sealed class TarArchiveWriter
{
    private const int EndBytes = 2 * TarBlock.Size;

    private readonly Stream output;
    private readonly ArchiveTree tree;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(256 << 10);

    public TarArchiveWriter(Stream output, ArchiveLimits limits)
    {
        this.output = output;
        tree = new ArchiveTree(limits);
    }

    /// <summary>The size in bytes of an archive of these entries.</summary>
    public static long SizeOf(IEnumerable<ArchiveEntry> entries) => EndBytes + entries.Sum(entry => (long)Header(entry).Length + entry.Size + TarBlock.PaddingAfter(entry.Size));

    /// <summary>Writes one entry; the content must have exactly the size that the entry says, and is ignored for anything but a file.</summary>
    /// <exception cref="KeywayException">KW1002: the content is shorter or longer; otherwise what <see cref="ArchiveTree.Add"/> refuses.</exception>
    public async Task WriteAsync(ArchiveEntry entry, Stream content, CancellationToken cancellationToken)
    {
        tree.Add(entry);
        await output.WriteAsync(Header(entry), cancellationToken);
        if (entry.Type != ArchiveEntryType.File) return;
        await CopyAsync(entry, content, cancellationToken);
        await output.WriteAsync(new byte[TarBlock.PaddingAfter(entry.Size)], cancellationToken);
    }

    /// <summary>Ends the archive; nothing may be written after it.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken) => await output.WriteAsync(new byte[EndBytes], cancellationToken);

    private async Task CopyAsync(ArchiveEntry entry, Stream content, CancellationToken cancellationToken)
    {
        long count = 0;
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            count += read;
            if (count > entry.Size) throw Errors.TooLong(entry.Path, entry.Size);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (count < entry.Size) throw Errors.TooShort(entry.Path, entry.Size, count);
    }

    private static byte[] Header(ArchiveEntry entry)
    {
        var path = entry.Type == ArchiveEntryType.Directory ? entry.Path + "/" : entry.Path;
        var link = entry.LinkTarget ?? "";
        var (isLongPath, isLongLink, isBig) = (!FitsUstar(path), !FitsUstar(link), entry.Size > TarBlock.MaxUstarSize);
        var block = TarBlock.Create(isLongPath ? "long" : path, TypeOf(entry), ModeOf(entry), isBig ? 0 : entry.Size, isLongLink ? "long" : link);
        if (!isLongPath && !isLongLink && !isBig) return block;

        var records = PaxRecords.Write(isLongPath ? path : null, isLongLink ? link : null, isBig ? entry.Size : null);
        var pax = TarBlock.Create("pax", TarBlock.PaxType, UnixModes.File, records.Length, "");
        return [.. pax, .. records, .. new byte[TarBlock.PaddingAfter(records.Length)], .. block];
    }

    private static bool FitsUstar(string text) => text.Length <= TarBlock.MaxNameBytes && Ascii.IsValid(text);

    private static UnixFileMode ModeOf(ArchiveEntry entry) => entry.Type == ArchiveEntryType.Symlink ? UnixModes.Symlink : entry.Mode;

    private static byte TypeOf(ArchiveEntry entry) => entry.Type switch
    {
        ArchiveEntryType.Directory => TarBlock.DirectoryType,
        ArchiveEntryType.Symlink => TarBlock.SymlinkType,
        _ => TarBlock.FileType,
    };
}
