// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An identity token in an environment variable: what GitLab's <c>id_tokens:</c> makes, under the name that the job gives it.</summary>
public sealed class TokenVariable(string name, Func<string, string?> environment, TimeProvider time) : IIdentityTokenSource
{
    /// <summary>The name that Sigstore's clients look for.</summary>
    public const string Usual = "SIGSTORE_ID_TOKEN";

    /// <inheritdoc/>
    public Task<IdentityToken> GetAsync(CancellationToken cancellationToken) => environment(name) is { Length: > 0 } text
        ? Task.FromResult(IdentityToken.Parse(text, time))
        : throw Errors.NoToken($"the environment variable {name} is not set");
}
