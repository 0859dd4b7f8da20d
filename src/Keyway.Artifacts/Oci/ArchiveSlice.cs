// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Artifacts.Oci;

/// <summary>A part of an open file, read by position, so that many slices may be read at once.</summary>
internal sealed class ArchiveSlice(SafeFileHandle file, long offset, long size) : ForwardOnlyReadStream
{
    private long position;

    public override int Read(Span<byte> buffer) => Advance(RandomAccess.Read(file, buffer[..Bounded(buffer.Length)], offset + position));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Advance(await RandomAccess.ReadAsync(file, buffer[..Bounded(buffer.Length)], offset + position, cancellationToken));

    private int Bounded(int length) => (int)Math.Min(length, size - position);

    private int Advance(int read)
    {
        position += read;
        return read;
    }
}
