// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Keyway.Policy;

/// <summary>Which tests have to have passed. Spec: spec/policy §"Tests".</summary>
public sealed record TestRule
{
    public required ImmutableArray<string> Signers { get; init; }

    /// <summary>Names of tests that must be among the passed ones.</summary>
    public required ImmutableArray<string> Required { get; init; }

    /// <summary>Whether a test that passed with warnings will do.</summary>
    public bool WarningsWillDo { get; init; }

    /// <summary>How long ago they may have run.</summary>
    [JsonConverter(typeof(AgeJsonConverter))]
    public TimeSpan? MaximumAge { get; init; }

    public AttestationCover Covers { get; init; }
}
