// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing;

/// <summary>A matrix made from other people's documents, and what they say that is not in it.</summary>
/// <param name="Matrix">The matrix, a JSON document.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="NotImported">What was left out, in the order of the documents.</param>
public sealed record ImportedMatrix(ReadOnlyMemory<byte> Matrix, int Entries, ImmutableArray<NotImported> NotImported);
