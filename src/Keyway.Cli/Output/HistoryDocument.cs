// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway history --json</c> prints.</summary>
internal sealed record HistoryDocument(string Root, IReadOnlyList<HistoryEntry> History);
