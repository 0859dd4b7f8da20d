// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway matrix check --json</c> and <c>keyway profiles check --json</c> print.</summary>
internal sealed record MatrixCheckDocument(bool IsValid, IReadOnlyList<DiagnosticDocument> Findings)
{
    public static MatrixCheckDocument Of(ImmutableArray<Diagnostic> findings) =>
        new(findings.All(finding => finding.Severity != Severity.Error), [.. findings.Select(DiagnosticDocument.Of)]);
}
