// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>Whether a package is admitted, and everything that decided it, as data. What an audit record holds. Spec: spec/policy §"Decision".</summary>
public sealed record AdmissionDecision
{
    public required bool IsAdmitted { get; init; }

    public required string Repository { get; init; }

    public required Digest Index { get; init; }

    public string? Package { get; init; }

    public string? Version { get; init; }

    /// <summary>The time the decision assumed.</summary>
    public required DateTimeOffset At { get; init; }

    public string? Region { get; init; }

    public string? Environment { get; init; }

    /// <summary>Each policy whose scope covers the package; without one nothing is admitted.</summary>
    public required ImmutableArray<PolicyVerdict> Verdicts { get; init; }

    /// <summary>Bundles that did not verify.</summary>
    public ImmutableArray<RefusedBundle> Refused { get => field.IsDefault ? [] : field; init; }

    /// <summary>Referrers that nobody looked into.</summary>
    public int Unopened { get; init; }

    /// <summary>This decision when it admits.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2630: it refuses.</exception>
    public AdmissionDecision OrRefuse() => IsAdmitted ? this : throw Errors.RefusedByPolicy(this);

    /// <summary>The rules that refused or could not be answered, of every policy.</summary>
    internal IEnumerable<(PolicyVerdict Verdict, PolicyFinding Finding)> Problems =>
        Verdicts.SelectMany(verdict => verdict.Findings.Where(finding => finding.Outcome != RuleOutcome.Pass).Select(finding => (verdict, finding)));
}
