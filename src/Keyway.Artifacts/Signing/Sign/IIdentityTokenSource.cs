// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Where an identity token comes from. Asked once per certificate, since tokens live for minutes.</summary>
public interface IIdentityTokenSource
{
    /// <exception cref="KeywayException">KW2203 there is none; KW2204 it is unusable; KW2205 the service that makes them refused.</exception>
    Task<IdentityToken> GetAsync(CancellationToken cancellationToken);
}
