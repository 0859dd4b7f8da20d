// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text.Json;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Gets access tokens: GET with scope (anonymous or with Basic), or POST with an identity token. Credentials go to a token server only over TLS, unless the
/// registry itself is reached over plain HTTP. Spec: distribution "Token Authentication" and "OAuth2 Token Authentication".
/// </summary>
internal sealed class TokenServer(RegistryHttp http, RegistrySettings settings)
{
    private const int MaxAnswer = 256 << 10;
    private const string ClientId = "keyway";

    public async Task<TokenAnswer> FetchAsync(Challenge challenge, string scope, Credential? credential, CancellationToken cancellationToken)
    {
        var realm = Realm(challenge);
        var request = credential is { IsIdentityToken: true } ? Post(realm, challenge, scope, credential) : Get(realm, challenge, scope, credential);
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await BoundedBody.ReadAsync(response, realm, MaxAnswer, settings, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw Errors.TokenRefused(realm, (int)response.StatusCode, AnswerText.Of(body), credential);
        return Parse(body, realm);
    }

    private Uri Realm(Challenge challenge)
    {
        var text = challenge.Parameter("realm")!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var realm)) throw Errors.OddAnswer(http.Origin, $"its token realm is not an address: {AnswerText.Clean(text)}");
        return RegistryHttp.Resolve(http.Origin, realm);
    }

    private static RegistryRequest Get(Uri realm, Challenge challenge, string scope, Credential? credential)
    {
        List<KeyValuePair<string, string>> query = [.. Service(challenge), .. Scopes(scope)];
        var text = string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        UriBuilder address = new(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{text}" : text };
        return new RegistryRequest(HttpMethod.Get, address.Uri) { AuthorizedOrigin = realm, Authorization = credential is null ? null : RegistryAuth.BasicHeader(credential) };
    }

    private static RegistryRequest Post(Uri realm, Challenge challenge, string scope, Credential credential)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", "refresh_token"), .. Service(challenge), new("client_id", ClientId), new("scope", scope), new("refresh_token", credential.Secret),
        ];
        return new RegistryRequest(HttpMethod.Post, realm) { AuthorizedOrigin = realm, Content = () => new FormUrlEncodedContent(form), IsRepeatable = false };
    }

    private static IEnumerable<KeyValuePair<string, string>> Service(Challenge challenge) =>
        challenge.Parameter("service") is { } service ? [new("service", service)] : [];

    private static IEnumerable<KeyValuePair<string, string>> Scopes(string scope) =>
        scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => new KeyValuePair<string, string>("scope", part));

    // The reason of a failed parse may quote the body, which may hold a token: it is not passed on.
    private static TokenAnswer Parse(byte[] body, Uri realm)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(body, WireJson.Default.TokenAnswer);
            return string.IsNullOrEmpty(answer?.Value) || answer.Value.Any(letter => letter is < '!' or > '~')
                ? throw Errors.OddAnswer(realm, "the token server's answer holds no usable token")
                : answer;
        }
        catch (JsonException)
        {
            throw Errors.OddAnswer(realm, "the token server's answer is not the expected JSON");
        }
    }
}
