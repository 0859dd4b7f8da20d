// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom.Checks;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sbom check --json</c> prints.</summary>
internal sealed record SbomCheckDocument(string File, string Profile, bool IsMet, int Required, int IfExists, IReadOnlyList<SbomFindingDocument> Findings)
{
    public static SbomCheckDocument Of(string file, SbomProfile profile, ImmutableArray<SbomFinding> findings)
    {
        var required = findings.Count(finding => finding.Level == SbomLevel.Required);
        return new(file, profile.Word(), required == 0, required, findings.Length - required, [.. findings.OrderBy(finding => finding.Level).Select(SbomFindingDocument.Of)]);
    }
}
