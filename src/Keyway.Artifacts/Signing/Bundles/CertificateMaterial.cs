// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>The signer's certificate, DER. Old bundles add intermediate certificates; they are never trusted, nor needed.</summary>
public sealed record CertificateMaterial(ReadOnlyMemory<byte> Leaf, ImmutableArray<ReadOnlyMemory<byte>> Others) : SigningMaterial;
