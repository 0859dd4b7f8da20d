// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>All candidates that lost for the same kind of reason: same check, same outcome, same fact. Spec: spec/explanation §"Reason classes".</summary>
public sealed record ReasonClass
{
    /// <summary>Check, outcome and fact: <c>kernel/fail/kernel.release</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The reason without the values of one candidate.</summary>
    public required string Title { get; init; }

    public required string Check { get; init; }

    public required Outcome Outcome { get; init; }

    public FactName? Fact { get; init; }

    /// <summary>Index digests of the candidates, in the order of the answer.</summary>
    public required ImmutableArray<Digest> Candidates { get; init; }

    /// <summary>How many of them lost for nothing else.</summary>
    public required int Alone { get; init; }

    /// <summary>The first of them: package and version.</summary>
    public required string Example { get; init; }

    /// <summary>Its reason, with its values.</summary>
    public required string ExampleReason { get; init; }
}
