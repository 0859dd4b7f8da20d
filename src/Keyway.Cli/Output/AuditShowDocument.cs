// SPDX-License-Identifier: Apache-2.0

using Keyway.Audit;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway audit show --json</c> prints.</summary>
internal sealed record AuditShowDocument(string Trail, IReadOnlyList<AuditedEntry> Decisions);
