// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Turns what the system says while writing into our refusals, so that a fault of the source is never taken for one of the target.</summary>
internal sealed class PartWriteStream(Stream inner, string path) : ForwardOnlyWriteStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException reason)
        {
            throw Errors.WriteFailed(path, reason);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException reason)
        {
            throw Errors.WriteFailed(path, reason);
        }
    }
}
