// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>What names the key that signed: <see cref="CertificateMaterial"/> or <see cref="KeyHintMaterial"/>.</summary>
public abstract record SigningMaterial
{
    private protected SigningMaterial()
    {
    }
}
