// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Ladders;

/// <summary>A state of the search: where each track is, what it cost, and the steps (null: none) that led here from its parent.</summary>
internal sealed record LadderState(int[] Nodes, LadderCost Cost, int Parent, LadderEdge?[] Edges);
