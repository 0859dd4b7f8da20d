// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Ladders;

/// <summary>Components that are changed together, and how they are coupled. Spec: spec/plan §"Ladders".</summary>
public sealed record LadderProblem
{
    /// <summary>In any order; names are distinct.</summary>
    public required ImmutableArray<LadderComponent> Components { get; init; }

    /// <summary>Couplings; one without <see cref="FirmwareRequirement.When"/> is asked of the last state only. One that names a component that is not here does not count.</summary>
    public ImmutableArray<FirmwareRequirement> Requirements { get; init; } = [];
}
