// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// Reads a tar archive from somebody who may wish harm: each entry is handed out only after it was checked against the tree so far, the limits and, where
/// given, the list of what must be in it. Memory is bounded by the limits. Extract each entry before asking for the next. Accepted are ustar headers and the
/// pax records path, linkpath and size; docs/decisions/0010-tar.md says why not more. Not safe for concurrent calls; does not own the archive stream.
/// </summary>
public sealed class TarArchiveReader : IDisposable
{
    // Tar programs pad to a multiple of 20 blocks.
    private const int MaxEndBlocks = 20;

    private readonly Stream archive;
    private readonly ArchiveTree tree;
    private readonly IReadOnlyList<ArchiveEntry>? expected;
    private readonly byte[] block = new byte[TarBlock.Size];
    private TarContentStream? raw;
    private long padding;
    private int index;

    /// <summary>Reads whatever is in the archive.</summary>
    public TarArchiveReader(Stream archive, ArchiveLimits limits)
        : this(archive, new ArchiveTree(limits), null)
    {
    }

    /// <summary>Reads an archive that must hold exactly these entries in this order; files are checked against their digests where the list has them.</summary>
    public TarArchiveReader(Stream archive, ArchiveTree tree, IReadOnlyList<ArchiveEntry>? expected)
    {
        this.archive = archive;
        this.tree = tree;
        this.expected = expected;
    }

    /// <summary>Content of the current entry, owned by this reader; empty for anything but a file. Refuses (KW1002, KW1003, KW1211) instead of ending wrongly.</summary>
    public Stream Content { get; private set; } = Stream.Null;

    /// <summary>The next entry, or null after the last one; what was not read of the current one is skipped, but checked.</summary>
    /// <exception cref="KeywayException">KW1210 to KW1231: the archive is damaged, dangerous or not what was expected.</exception>
    public async Task<ArchiveEntry?> ReadNextAsync(CancellationToken cancellationToken)
    {
        await SkipRestAsync(cancellationToken);
        await ReadBlockAsync(cancellationToken);
        if (TarBlock.IsZero(block)) return await ReadEndAsync(cancellationToken);
        var records = await ReadPaxAsync(cancellationToken);
        var entry = TarHeader.Parse(block, records);
        tree.Add(entry);
        return Open(expected is null ? entry : Expected(entry));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        raw?.Dispose();
    }

    private ArchiveEntry Open(ArchiveEntry entry)
    {
        padding = TarBlock.PaddingAfter(entry.Size);
        raw = new TarContentStream(archive, entry.Path, entry.Size);
        Content = entry.Digest.IsNone ? raw : new VerifyingStream(raw, entry.Digest, entry.Size, ArchivePath.Shown(entry.Path));
        return entry;
    }

    private ArchiveEntry Expected(ArchiveEntry found)
    {
        if (index >= expected!.Count) throw Errors.EntryUnexpected(found.Path, "nothing more");
        var wanted = expected[index++];
        if (found.Path != wanted.Path) throw Errors.EntryUnexpected(found.Path, wanted.Path);
        var isSame = found.Type == wanted.Type && found.Size == wanted.Size && found.LinkTarget == wanted.LinkTarget && (found.Type == ArchiveEntryType.Symlink || found.Mode == wanted.Mode);
        return isSame ? wanted : throw Errors.EntryDiffers(wanted, found);
    }

    private async Task SkipRestAsync(CancellationToken cancellationToken)
    {
        if (raw is null) return;
        await Content.CopyToAsync(Stream.Null, cancellationToken);
        if (raw.Remaining > 0) throw Errors.ArchiveTruncated("in the content of an entry");
        Dispose();
        raw = null;
        Content = Stream.Null;
        var rest = block.AsMemory(0, (int)padding);
        if (await archive.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellationToken) < rest.Length) throw Errors.ArchiveTruncated("in the padding of an entry");
        if (!TarBlock.IsZero(rest.Span)) throw Errors.HeaderDamaged("the padding after an entry is not zero");
    }

    private async Task ReadBlockAsync(CancellationToken cancellationToken)
    {
        var read = await archive.ReadAtLeastAsync(block, TarBlock.Size, throwOnEndOfStream: false, cancellationToken);
        if (read < TarBlock.Size) throw Errors.ArchiveTruncated("before the two empty blocks that end it");
    }

    private async Task<PaxRecords?> ReadPaxAsync(CancellationToken cancellationToken)
    {
        if (!TarBlock.IsUstar(block)) throw Errors.HeaderDamaged("a header has a wrong checksum or is not of the ustar kind");
        if (TarBlock.TypeOf(block) != TarBlock.PaxType) return null;
        if (TarBlock.SizeOf(block) is not (> 0 and <= PaxRecords.MaxBytes and var size)) throw Errors.PaxDamaged();
        var bytes = new byte[size + TarBlock.PaddingAfter(size)];
        if (await archive.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length) throw Errors.ArchiveTruncated("in a pax header");
        if (!TarBlock.IsZero(bytes.AsSpan((int)size))) throw Errors.HeaderDamaged("the padding after a pax header is not zero");
        await ReadBlockAsync(cancellationToken);
        if (!TarBlock.IsUstar(block) || TarBlock.TypeOf(block) == TarBlock.PaxType) throw Errors.PaxDamaged();
        return PaxRecords.Read(bytes.AsSpan(0, (int)size));
    }

    private async Task<ArchiveEntry?> ReadEndAsync(CancellationToken cancellationToken)
    {
        await ReadBlockAsync(cancellationToken);
        for (var blocks = 2; ; blocks++)
        {
            if (!TarBlock.IsZero(block) || blocks > MaxEndBlocks) throw Errors.TrailingContent();
            var read = await archive.ReadAtLeastAsync(block, TarBlock.Size, throwOnEndOfStream: false, cancellationToken);
            if (read == 0) break;
            if (read < TarBlock.Size) throw Errors.TrailingContent();
        }

        if (expected is not null && index < expected.Count) throw Errors.EntryMissing(expected[index].Path);
        return null;
    }
}
