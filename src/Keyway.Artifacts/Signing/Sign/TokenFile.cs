// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An identity token in a file, as Kubernetes projects it; read anew each time, because it is rotated.</summary>
public sealed class TokenFile(string path, TimeProvider time) : IIdentityTokenSource
{
    private const int MaxBytes = 32 << 10;

    /// <inheritdoc/>
    public Task<IdentityToken> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(IdentityToken.Parse(Encoding.UTF8.GetString(SmallFile.Read(path, MaxBytes)), time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.NoToken($"the token file '{path}' cannot be read: {e.Message}", e);
        }
    }
}
