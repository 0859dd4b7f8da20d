// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>One component of a <see cref="LadderProblem"/>: the images there are for it and the revision wanted.</summary>
public sealed record LadderComponent
{
    public required string Name { get; init; }

    /// <summary>Every image that may be used, in any order.</summary>
    public required ImmutableArray<FirmwareRung> Rungs { get; init; }

    /// <summary>The revision wanted in the end; null when only couplings matter.</summary>
    public ComponentVersion? Target { get; init; }
}
