// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Transparency;

/// <summary>What came of asking a witness: its verified cosignatures, or why there are none.</summary>
/// <param name="Witness">Who was asked.</param>
/// <param name="Cosignatures">The lines of known keys, verified; empty when there are none.</param>
/// <param name="Refusal">Why there is none, or null.</param>
public sealed record WitnessAnswer(PolicyWitness Witness, ImmutableArray<NoteSignature> Cosignatures, KeywayException? Refusal);
