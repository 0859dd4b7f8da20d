// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// Why a candidate fits or does not, as a tree: its leaves are single questions, its inner nodes say whether all parts or one of them must hold.
/// Built from the resolver's findings; text and JSON are renderings of it. Immutable. Spec: spec/explanation §"Derivation".
/// </summary>
public sealed record Derivation
{
    public required Junction Junction { get; init; }

    public required string Check { get; init; }

    public required Outcome Outcome { get; init; }

    public required string Reason { get; init; }

    public FactName? Fact { get; init; }

    /// <summary>Where the fact came from; null when it is unknown.</summary>
    public string? Source { get; init; }

    public ImmutableArray<Derivation> Parts { get; init; } = [];

    /// <summary>The tree of one candidate: every check must hold.</summary>
    public static Derivation Of(Candidate candidate) => new()
    {
        Junction = Junction.All,
        Check = "candidate",
        Outcome = candidate.Findings.Max(finding => finding.Outcome),
        Reason = candidate.Because,
        Parts = [.. candidate.Findings.Select(Of)],
    };

    /// <summary>The tree of one finding.</summary>
    public static Derivation Of(Finding finding)
    {
        var own = new Derivation { Junction = Junction.Leaf, Check = finding.Check, Outcome = finding.Outcome, Reason = finding.Reason, Fact = finding.Fact, Source = finding.Source };
        if (finding.Details.IsEmpty || finding.DetailsAre == DetailRole.Background) return own;
        var details = finding.Details.Select(Of);
        return finding.DetailsAre == DetailRole.AnyOf
            ? own with { Junction = Junction.Any, Parts = [.. details] }
            : own with { Junction = Junction.All, Parts = [own, .. details] };
    }

    /// <summary>The single questions, in order.</summary>
    public IEnumerable<Derivation> Leaves() => Junction == Junction.Leaf ? [this] : Parts.SelectMany(part => part.Leaves());
}
