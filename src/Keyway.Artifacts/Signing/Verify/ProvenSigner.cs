// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Certificates;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>The key that has to have signed, DER of what log entries name it by, and the identity that a verified certificate gives it; null for a managed key.</summary>
internal sealed record ProvenSigner(PublicKey Key, ReadOnlyMemory<byte> Material, CertificateIdentity? Identity)
{
    /// <summary>Set for a managed key.</summary>
    public KeySigner? Expectation { get; init; }
}
