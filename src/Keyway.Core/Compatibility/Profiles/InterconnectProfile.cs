// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Predicates;

namespace Keyway.Compatibility.Profiles;

/// <summary>One interconnect profile: its level, the profiles it includes, and what a host must show to have it. Immutable. Spec: spec/profiles.</summary>
public sealed record InterconnectProfile
{
    /// <summary>Its name, as manifests, facts and matrices write it: <c>fusion-1.0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its generation; a profile implies only profiles of its own or a lower level.</summary>
    public required int Level { get; init; }

    public string? Description { get; init; }

    /// <summary>Profiles that every host with this one has too.</summary>
    public ImmutableArray<string> Implies { get; init; } = [];

    /// <summary>What a host must show besides declaring the profile; null when nothing.</summary>
    public Predicate? Needs { get; init; }
}
