// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>A hint at a key that the verifier has to have already. The hint proves nothing.</summary>
public sealed record KeyHintMaterial(string Hint) : SigningMaterial;
