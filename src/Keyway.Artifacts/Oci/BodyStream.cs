// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>An answer's body: a standstill and a broken connection become refusals. Owns the response.</summary>
internal sealed class BodyStream(HttpResponseMessage response, Stream body, Uri address, RegistrySettings settings) : ForwardOnlyReadStream
{
    private long count;

    public static async Task<BodyStream> OpenAsync(HttpResponseMessage response, Uri address, RegistrySettings settings, CancellationToken cancellationToken) =>
        new(response, await response.Content.ReadAsStreamAsync(cancellationToken), address, settings);

    // Only asynchronous reads know about standstills.
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = body.Read(buffer);
            count += read;
            return read;
        }
        catch (IOException reason)
        {
            throw Errors.ConnectionLost(address, count, reason);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using Patience patience = new(settings.StallTimeout, settings.Time, cancellationToken);
        try
        {
            var read = await body.ReadAsync(buffer, patience.Token);
            count += read;
            return read;
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            throw Errors.Stalled(address, count, patience.Limit);
        }
        catch (IOException reason)
        {
            throw Errors.ConnectionLost(address, count, reason);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
