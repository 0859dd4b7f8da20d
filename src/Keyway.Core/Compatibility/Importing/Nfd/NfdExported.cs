// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>An image compatibility specification made from a matrix, and which entries are not in it.</summary>
/// <param name="Specification">The specification, YAML.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="NotExported">What was left out, in the order of the matrix.</param>
public sealed record NfdExported(ReadOnlyMemory<byte> Specification, int Rules, ImmutableArray<NotExported> NotExported);
