// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An identity token that the caller already has.</summary>
public sealed class GivenToken(IdentityToken token) : IIdentityTokenSource
{
    /// <inheritdoc/>
    public Task<IdentityToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult(token);
}
