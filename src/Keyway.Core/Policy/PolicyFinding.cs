// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>One rule and what it found. Spec: spec/policy §"Findings".</summary>
public sealed record PolicyFinding
{
    /// <summary>The rule: <c>signatures.threshold</c>.</summary>
    public required string Rule { get; init; }

    public required RuleOutcome Outcome { get; init; }

    /// <summary>The manifest it is about; null for the package as a whole.</summary>
    public Digest? Subject { get; init; }

    public required string Expected { get; init; }

    public required string Found { get; init; }

    /// <summary>The bundles that were counted.</summary>
    public ImmutableArray<Digest> Evidence { get => field.IsDefault ? [] : field; init; }
}
