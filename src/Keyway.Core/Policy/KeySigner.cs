// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>A managed key.</summary>
/// <param name="Fingerprint">SHA-256 of the SubjectPublicKeyInfo.</param>
public sealed record KeySigner(Digest Fingerprint) : Signatory
{
    /// <inheritdoc/>
    public override string ToString() => $"key {Fingerprint}";
}
