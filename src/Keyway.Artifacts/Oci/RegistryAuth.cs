// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Answers the challenges of one registry, and remembers the answers per scope until they expire. Nothing is sent before a challenge asks for it. Safe for
/// concurrent calls.
/// </summary>
internal sealed class RegistryAuth(RegistryHttp http, RegistryHost host, string repository, RegistrySettings settings)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (AuthenticationHeaderValue Header, DateTimeOffset Expiry)> answers = new(StringComparer.Ordinal);
    private readonly CredentialStore credentials = new(settings);
    private readonly TokenServer tokens = new(http, settings);

    /// <summary>What was found for this registry, for messages; null when nothing was or nothing was asked for yet.</summary>
    public Credential? Known { get; private set; }

    /// <summary>The header for a scope, when an earlier answer still holds.</summary>
    public AuthenticationHeaderValue? HeaderFor(string scope) =>
        answers.TryGetValue(scope, out var answer) && answer.Expiry > settings.Time.GetUtcNow() ? answer.Header : null;

    /// <summary>The header that answers a 401; null when there is no challenge that could be answered.</summary>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(HttpResponseMessage refused, string scope, CancellationToken cancellationToken)
    {
        if (Challenge.Pick(refused) is not { } challenge) return null;
        Known = await credentials.FindAsync(host, repository, cancellationToken);
        if (challenge.IsBasic) return Known is null or { IsIdentityToken: true } ? null : Remember(scope, BasicHeader(Known), TimeSpan.FromDays(1));
        var token = await tokens.FetchAsync(challenge, scope, Known, cancellationToken);
        return Remember(scope, new AuthenticationHeaderValue("Bearer", token.Value), token.Life - Margin);
    }

    internal static AuthenticationHeaderValue BasicHeader(Credential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.Username}:{credential.Secret}")));

    private AuthenticationHeaderValue Remember(string scope, AuthenticationHeaderValue header, TimeSpan life)
    {
        answers[scope] = (header, settings.Time.GetUtcNow() + life);
        return header;
    }
}
