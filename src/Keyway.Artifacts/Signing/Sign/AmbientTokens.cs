// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The identity that the surroundings offer: a variable that a person or a GitLab job set, else GitHub Actions.</summary>
public static class AmbientTokens
{
    /// <exception cref="KeywayException">KW2203 there is none.</exception>
    public static IIdentityTokenSource Find(WebClient web, Func<string, string?> environment, TimeProvider time)
    {
        if (environment(TokenVariable.Usual) is { Length: > 0 }) return new TokenVariable(TokenVariable.Usual, environment, time);
        if (GitHubTokens.AreAvailable(environment)) return new GitHubTokens(web, environment, time);
        throw Errors.NoToken($"{TokenVariable.Usual} is not set, and this is no GitHub Actions job with `permissions: id-token: write`");
    }
}
