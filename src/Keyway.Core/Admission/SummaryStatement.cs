// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Provenance;
using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>
/// What a verifier says after it admitted a package: a SLSA verification summary, for a mirror or a site behind an air gap that cannot look at the evidence.
/// Spec: spec/policy §"Summaries".
/// </summary>
public static class SummaryStatement
{
    /// <summary>One summary for each policy that admitted.</summary>
    /// <param name="decision">An admission; a refusal has nothing to summarise.</param>
    /// <param name="evidence">What it was made from.</param>
    /// <param name="verifier">The verifier's id, a URI.</param>
    /// <exception cref="Artifacts.KeywayException">KW2630: the package was refused.</exception>
    public static ImmutableArray<VerificationSummary> Of(AdmissionDecision decision, PackageEvidence evidence, string verifier) =>
        [.. decision.OrRefuse().Verdicts.Select(verdict => Of(verdict, decision, evidence, verifier))];

    private static VerificationSummary Of(PolicyVerdict verdict, AdmissionDecision decision, PackageEvidence evidence, string verifier) => new()
    {
        VerifierId = verifier,
        TimeVerified = decision.At,
        ResourceUri = decision.Repository,
        Policy = new() { Uri = verdict.Policy, Digest = DigestSet.Of(verdict.Digest) },
        InputAttestations = [.. Counted(verdict, evidence).Select(bundle => new ResourceDescriptor { Name = bundle.PredicateType ?? "signature", Digest = DigestSet.Of(bundle.Bundle) })],
        Outcome = VerificationOutcome.Passed,
        VerifiedLevels = [$"SLSA_BUILD_LEVEL_{verdict.BuildLevel ?? 0}"],
        SlsaVersion = "1.0",
    };

    // SLSA asks for all attestations that were used, and for no others.
    private static IEnumerable<VerifiedBundle> Counted(PolicyVerdict verdict, PackageEvidence evidence)
    {
        var cited = verdict.Findings.SelectMany(finding => finding.Evidence).ToHashSet();
        return evidence.Bundles.Values.Where(bundle => cited.Contains(bundle.Bundle));
    }
}
