// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>The content of one entry: ends where the header said, and refuses an archive that ends earlier.</summary>
internal sealed class TarContentStream(Stream archive, string path, long size) : ForwardOnlyReadStream
{
    /// <summary>Bytes that nobody has read yet.</summary>
    public long Remaining { get; private set; } = size;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Remaining == 0) return 0;
        return Count(archive.Read(buffer[..Bounded(buffer.Length)]));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Remaining == 0) return 0;
        return Count(await archive.ReadAsync(buffer[..Bounded(buffer.Length)], cancellationToken));
    }

    private int Bounded(int length) => (int)Math.Min(length, Remaining);

    private int Count(int read)
    {
        if (read == 0) throw Errors.ArchiveTruncated($"in the content of {path}, {Remaining} bytes early");
        Remaining -= read;
        return read;
    }
}
