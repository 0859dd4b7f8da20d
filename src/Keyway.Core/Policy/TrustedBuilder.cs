// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>A builder, who may speak for it, and the level it is trusted up to. A signer of one builder cannot speak for another.</summary>
/// <param name="Id">The builder's id, exactly.</param>
/// <param name="Level">SLSA build level, 0 to 3.</param>
/// <param name="Signers">Names of the signers that may sign its provenance.</param>
public sealed record TrustedBuilder(string Id, int Level, ImmutableArray<string> Signers);
