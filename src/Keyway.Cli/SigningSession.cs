// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Cli;

/// <summary>A signer for the length of one command.</summary>
internal sealed class SigningSession(SoftwareKey key) : IDisposable
{
    public static SigningSession OfKey(string path, Func<KeyPassword?> password) => new(PrivateKeyFile.Read(path, password));

    /// <summary>Signs an in-toto statement as the payload of an envelope.</summary>
    public async Task<SigstoreBundle> SignStatementAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        var signature = await key.SignAsync(DssePae.Encode(StatementTypes.PayloadType, statement.Span), cancellationToken);
        DsseEnvelope envelope = new() { Payload = statement, PayloadType = StatementTypes.PayloadType, Signatures = [new DsseSignature(signature)] };
        return new SigstoreBundle { Material = new KeyHintMaterial(Convert.ToBase64String(Convert.FromHexString(key.PublicKey.Fingerprint.Hex))), Content = envelope };
    }

    public void Dispose() => key.Dispose();
}
