// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway log audit --json</c> prints.</summary>
internal sealed record LogAuditDocument(string Log, string Origin, long FirstIndex, long Size, string Root, long EntryBytes, IReadOnlyList<LogCosigner> Cosigners);
