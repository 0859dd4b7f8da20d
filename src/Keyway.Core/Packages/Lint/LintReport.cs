// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Lint;

/// <summary>Everything lint has to say about a package directory, ordered by file and code.</summary>
public sealed record LintReport
{
    public required ImmutableArray<Diagnostic> Findings { get; init; }

    /// <summary>The directory as layers; null when the manifest is refused or an entry cannot be in a layer.</summary>
    public PackageSource? Source { get; init; }

    public bool IsRefused => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>How many findings have a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>The source, or a refusal that lists every error; what pack starts with.</summary>
    public PackageSource OrRefuse() => IsRefused ? throw Errors.LintRefused(Findings) : Source!;
}
