// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway tuf publish</c> prints with <c>--json</c>.</summary>
internal sealed record TufPublishDocument(string Repository, long Root, long Timestamp, long Snapshot, IReadOnlyDictionary<string, long> Targets, IReadOnlyList<string> Changed, DateTimeOffset Expires);
