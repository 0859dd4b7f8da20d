// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Identity tokens of a GitHub Actions job that has the permission <c>id-token: write</c>. Spec: GitHub documentation, "OpenID Connect reference".</summary>
public sealed class GitHubTokens(WebClient web, Func<string, string?> environment, TimeProvider time) : IIdentityTokenSource
{
    private const string AddressVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string SecretVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string Audience = "sigstore";
    private const int MaxBytes = 64 << 10;

    /// <summary>Whether this is such a job.</summary>
    public static bool AreAvailable(Func<string, string?> environment) => environment(AddressVariable) is { Length: > 0 } && environment(SecretVariable) is { Length: > 0 };

    /// <inheritdoc/>
    public async Task<IdentityToken> GetAsync(CancellationToken cancellationToken)
    {
        if (!AreAvailable(environment)) throw Errors.NoToken($"{AddressVariable} and {SecretVariable} are not set: the job lacks `permissions: id-token: write`");
        var address = new Uri($"{environment(AddressVariable)}&audience={Audience}");
        WebRequest request = new() { Method = HttpMethod.Get, Address = address, Accept = "application/json", Bearer = environment(SecretVariable) };
        var answer = await ServiceCall.SendAsync(web, request, MaxBytes, time, cancellationToken);
        if (!answer.IsSuccess) throw Errors.TokenRefused(address, $"it answered {answer.Status}");
        return IdentityToken.Parse(Read(address, answer), time);
    }

    private static string Read(Uri address, WebAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, SignJson.Default.GitHubTokenAnswer)?.Value ?? throw Errors.TokenRefused(address, "its answer holds no token");
        }
        catch (JsonException)
        {
            // The reason may quote the answer, which holds a secret.
            throw Errors.TokenRefused(address, "its answer is not the expected JSON");
        }
    }
}
