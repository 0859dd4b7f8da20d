// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>Where a decision is in the trail.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Digest">The digest of its document.</param>
public sealed record RecordedDecision(long Index, Digest Digest);
