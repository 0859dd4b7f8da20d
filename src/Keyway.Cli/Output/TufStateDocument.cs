// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway tuf refresh</c> and <c>download</c> print with <c>--json</c>: what the client trusts now.</summary>
internal sealed record TufStateDocument(string State, long Root, long Timestamp, long Snapshot, long Targets, DateTimeOffset Expires, string? Target, string? File, string? Role);
