// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Ladders;

/// <summary>There is no way, proven by exhaustion; the reason is minimal: without any of the components or couplings named there would be one.</summary>
public sealed record LadderBlocked : LadderAnswer
{
    /// <summary>The components that are stuck, in ordinal order: one when its own ladder lacks something, more when they block each other.</summary>
    public required ImmutableArray<string> Components { get; init; }

    /// <summary>One sentence for people: where it stands, what it would need.</summary>
    public required string Reason { get; init; }

    /// <summary>The anti-rollback floor that is in the way, or null.</summary>
    public string? Floor { get; init; }

    /// <summary>The revisions of which an image is missing, or null.</summary>
    public string? MissingRung { get; init; }

    /// <summary>The couplings that are in the way.</summary>
    public ImmutableArray<FirmwareRequirement> Couplings { get; init; } = [];
}
