// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What clients see after a publication. Immutable.</summary>
/// <param name="Root">Version of the root.</param>
/// <param name="Timestamp">Version of the timestamp.</param>
/// <param name="Snapshot">Version of the snapshot.</param>
/// <param name="Targets">Versions of all targets roles.</param>
/// <param name="Changed">The roles that changed, besides snapshot and timestamp.</param>
/// <param name="Expires">When the first of the roles ends.</param>
public sealed record PublishReport(long Root, long Timestamp, long Snapshot, IReadOnlyDictionary<string, long> Targets, IReadOnlyList<string> Changed, DateTimeOffset Expires);
