// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>What was signed: an artifact itself (<see cref="MessageSignature"/>) or a statement about artifacts (<see cref="DsseEnvelope"/>).</summary>
public abstract record SignedContent
{
    private protected SignedContent()
    {
    }

    /// <summary>The signature, raw bytes: what timestamps and log entries are about.</summary>
    public abstract ReadOnlyMemory<byte> Signature { get; }
}
