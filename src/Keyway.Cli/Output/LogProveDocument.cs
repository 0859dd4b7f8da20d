// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway log prove --json</c> prints.</summary>
internal sealed record LogProveDocument(string Log, long Index, long Size, string Root, IReadOnlyList<string> Hashes, string Proof);
