// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Ladders;

/// <summary>The cheapest way; empty when everything is there already.</summary>
public sealed record LadderPath(ImmutableArray<LadderBatch> Batches, LadderCost Cost) : LadderAnswer;
