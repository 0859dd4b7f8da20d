// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Web;

namespace Keyway.Cli;

/// <summary>A signer for the length of one command: who signs, and with which services.</summary>
internal sealed class SigningSession(WebClient web, SigningServices services, SigningIdentity identity, SignatureVerifier? verifier, IDisposable? key, TimeProvider time) : IDisposable
{
    private readonly BundleSigner signer = new(web, services, verifier, time);

    /// <summary>Signs an in-toto statement as the payload of an envelope.</summary>
    public Task<SigstoreBundle> SignStatementAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken) =>
        signer.SignStatementAsync(statement, identity, cancellationToken);

    /// <summary>Signs a file as it is.</summary>
    public Task<SigstoreBundle> SignFileAsync(Stream file, CancellationToken cancellationToken) => signer.SignArtifactAsync(file, identity, cancellationToken);

    public void Dispose()
    {
        key?.Dispose();
        web.Dispose();
    }
}
