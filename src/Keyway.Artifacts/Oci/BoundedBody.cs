// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Reads small bodies: bounded in bytes before memory is taken, and in time as a whole, so that a slow drip ends too.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 8 << 10;

    /// <exception cref="KeywayException">KW1109: too large. KW1126: too slow. KW1128: cut.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, int limit, RegistrySettings settings, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is { } said && said > limit) throw Errors.DocumentTooLarge($"the answer of {Errors.Shown(address)}", said, limit);
        using Patience patience = new(settings.AnswerTimeout, settings.Time, cancellationToken);
        try
        {
            return await ReadAsync(response, address, limit, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            throw Errors.NoAnswer(address, patience.Limit);
        }
        catch (Exception reason) when (reason is IOException or HttpRequestException)
        {
            throw Errors.ConnectionLost(address, 0, reason);
        }
    }

    /// <summary>The start of an error's body, whatever it is; empty when it cannot be read.</summary>
    public static async Task<byte[]> ExcerptAsync(HttpResponseMessage response, Uri address, RegistrySettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(response, address, OciLimits.ErrorSize, settings, cancellationToken);
        }
        catch (KeywayException)
        {
            return [];
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, int limit, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min(limit, FirstBuffer) + 1];
        var count = 0;
        while (await body.ReadAsync(buffer.AsMemory(count), cancellationToken) is var read && read > 0)
        {
            count += read;
            if (count > limit) throw Errors.DocumentTooLarge($"the answer of {Errors.Shown(address)}", count, limit);
            if (count == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
        }

        return buffer[..count];
    }
}
