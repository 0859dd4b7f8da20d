// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>A signature or attestation that was attached.</summary>
/// <param name="Subject">The manifest it is about.</param>
/// <param name="Referrer">The manifest that carries it.</param>
public sealed record AttachedSignature(Descriptor Subject, Descriptor Referrer);
