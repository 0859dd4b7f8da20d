// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway audit verify --json</c> prints.</summary>
internal sealed record AuditVerifyDocument(string Trail, string Vkey, long Size, string Root, long Admitted, long Refused, long TimesSetBack, IReadOnlyList<string> Unlogged);
