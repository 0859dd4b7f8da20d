// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>Writes a file from start to end through the seam. Does not own the file.</summary>
internal sealed class HostFileStream(HostFileSystem files, HostFile file, Action<int> written) : ForwardOnlyWriteStream
{
    private long offset;

    public override void Write(ReadOnlySpan<byte> buffer) => Write((ReadOnlyMemory<byte>)buffer.ToArray());

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    private void Write(ReadOnlyMemory<byte> buffer)
    {
        files.Write(file, offset, buffer);
        offset += buffer.Length;
        written(buffer.Length);
    }
}
