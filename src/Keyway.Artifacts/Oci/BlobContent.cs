// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Keyway.Artifacts.Oci;

/// <summary>A request body of known length, streamed from a source that checks itself. Reports progress, so that only a standstill counts as one.</summary>
internal sealed class BlobContent : HttpContent
{
    private const int BufferSize = 128 << 10;

    private readonly Stream source;
    private readonly long size;

    public BlobContent(Stream source, long size)
    {
        this.source = source;
        this.size = size;
        Headers.ContentType = new(MediaTypes.OctetStream);
    }

    public Action? Progressed { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        while (await source.ReadAsync(buffer, cancellationToken) is var count && count > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            Progressed?.Invoke();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}
