// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Resolution.Preflight;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway preflight --json</c> prints. Spec: spec/preflight §"Document".</summary>
internal sealed record PreflightDocument
{
    public required int SchemaVersion { get; init; }

    public required string Verdict { get; init; }

    public required string Reason { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    /// <summary>Digest of the image index.</summary>
    public required string Index { get; init; }

    /// <summary>Digest of the manifest of the build for this host.</summary>
    public string? Manifest { get; init; }

    public string? Isa { get; init; }

    public required IReadOnlyList<PreflightCheckDocument> Checks { get; init; }

    public static PreflightDocument Of(PreflightReport report) => new()
    {
        SchemaVersion = 1,
        Verdict = Word(report.Verdict),
        Reason = report.Because,
        Package = report.Package.Manifest.Package,
        Version = report.Package.Manifest.Version,
        Source = report.Package.Source,
        Index = report.Package.Index.Digest.ToString(),
        Manifest = report.Build?.Manifest.Digest.ToString(),
        Isa = report.Build?.Isa.Word(),
        Checks = [.. report.Checks.Select(PreflightCheckDocument.Of)],
    };

    public static string Word(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Ready => "ready",
        PreflightVerdict.Warned => "warned",
        PreflightVerdict.Stopped => "stopped",
        PreflightVerdict.NotNow => "not-now",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
