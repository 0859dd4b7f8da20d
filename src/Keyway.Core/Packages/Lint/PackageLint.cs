// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Lint;

/// <summary>
/// Checks a package source directory and finds everything at once: (1) the manifest, (2) every entry by itself, (3) manifest against directory,
/// (4) firmware, (5) kernel modules, (6) userspace. Changes nothing. Spec: spec/package §"Lint".
/// </summary>
public static class PackageLint
{
    public static LintReport Run(string root, CancellationToken cancellationToken) => Run(root, FirmwareReading.ByLint, cancellationToken);

    /// <summary>The same, for a caller that compares the digests of firmware itself.</summary>
    public static LintReport Run(string root, FirmwareReading firmware, CancellationToken cancellationToken)
    {
        var reading = ManifestFile.ReadIn(root);
        var entries = SourceTree.Walk(root, cancellationToken);
        // A refused manifest leaves nothing to compare with, but entries can still be judged by themselves.
        LintContext context = new(root, reading.Manifest ?? Nothing, entries);
        EntryChecks.Run(context);
        if (reading.Manifest is not null) CheckContent(context, firmware, cancellationToken);
        ImmutableArray<Diagnostic> findings = [.. reading.Diagnostics, .. context.Findings.OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Code.Id, StringComparer.Ordinal)];
        return new() { Findings = findings, Source = SourceOf(root, reading.Manifest, entries, findings) };
    }

    private static DriverManifest Nothing => new() { Package = "", Version = "", SupportedHosts = [] };

    private static void CheckContent(LintContext context, FirmwareReading firmware, CancellationToken cancellationToken)
    {
        LayoutChecks.Run(context);
        ManifestChecks.Run(context);
        FirmwareChecks.Run(context, firmware, cancellationToken);
        ModuleChecks.Run(context, cancellationToken);
        UserspaceChecks.Run(context, cancellationToken);
    }

    private static PackageSource? SourceOf(string root, DriverManifest? manifest, ImmutableArray<SourceEntry> entries, ImmutableArray<Diagnostic> findings) =>
        manifest is null || findings.Any(finding => finding.Severity == Severity.Error) ? null : PackageSource.Of(root, manifest, entries);
}
