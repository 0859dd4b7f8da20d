// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>One exchange with a signing service. An answer that passes by itself (429, 5xx) is asked for again, twice; asking again does no harm to any of these services.</summary>
internal static class ServiceCall
{
    private const int Attempts = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    public static async Task<WebAnswer> SendAsync(WebClient web, WebRequest request, int byteLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await web.SendAsync(request, byteLimit, cancellationToken);
            if (!IsPassing(answer.Status) || attempt == Attempts) return answer;
            await Task.Delay(FirstWait * attempt, time, cancellationToken);
        }
    }

    public static bool IsPassing(int status) => status is 429 or 500 or 502 or 503 or 504;

    /// <summary>The address of an endpoint below a service's base.</summary>
    public static Uri Endpoint(Uri service, string path) => new($"{service.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
}
