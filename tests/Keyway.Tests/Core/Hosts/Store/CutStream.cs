// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>Calls back once when some bytes were read, and hands out small pieces.</summary>
internal sealed class CutStream(Stream inner, int after, Action act) : ForwardOnlyReadStream
{
    private int count;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = await inner.ReadAsync(buffer[..int.Min(buffer.Length, 70)], cancellationToken);
        if (count < after && count + read >= after) act();
        count += read;
        return read;
    }
}
