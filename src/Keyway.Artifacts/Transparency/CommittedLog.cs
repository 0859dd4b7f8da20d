// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>What a writer starts from: the committed head and the unfinished tiles and bundle of its tree, checked against each other.</summary>
internal sealed record CommittedLog(Checkpoint Head, SignedNote HeadNote, TreeEdge Edge, byte[] UnfinishedBundle);
