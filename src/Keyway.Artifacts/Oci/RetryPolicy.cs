// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Keyway.Artifacts.Oci;

/// <summary>Which answers pass by themselves and how long to wait: full jitter over a doubling ceiling, or what the registry asks for when that is bearable.</summary>
internal sealed class RetryPolicy(RegistrySettings settings)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(60);

    // 500 too: docker-registry on a file system answers it when two writers meet.
    public static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static bool IsPassing(KeywayException refusal) => refusal.Code == Errors.UnreachableCode || refusal.Code == Errors.NoAnswerCode || refusal.Code == Errors.ConnectionLostCode;

    /// <summary>The wait before the next attempt, or null when no further one makes sense.</summary>
    public TimeSpan? Delay(int attempt, HttpResponseMessage? response)
    {
        if (attempt >= settings.Attempts) return null;
        if (Asked(response) is { } asked) return asked <= LongestAsked ? asked : null;
        var ceiling = TimeSpan.FromTicks(Math.Min(Ceiling.Ticks, First.Ticks << Math.Min(attempt - 1, 10)));
        lock (settings.Jitter) return ceiling * settings.Jitter.NextDouble();
    }

    private TimeSpan? Asked(HttpResponseMessage? response)
    {
        if (response?.Headers.RetryAfter is not { } asked) return null;
        var delay = asked.Delta ?? asked.Date - settings.Time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
