// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;

namespace Keyway.Publishing.Sbom;

/// <summary>What an SBOM takes from elsewhere than the package.</summary>
public sealed record SbomSettings
{
    /// <summary>The time of an SBOM whose manifest has no <c>build.sourceDateEpoch</c>: SOURCE_DATE_EPOCH, never a clock. Null for unknown.</summary>
    public DateTimeOffset? SourceDate { get; init; }

    /// <summary>The program that writes it.</summary>
    public SbomTool Tool { get; init; } = new("keyway", typeof(SbomSettings).Assembly.GetName().Version?.ToString(3));
}
