// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Predicates;
using Keyway.Compatibility.Profiles;

namespace Keyway.Compatibility.Matrices;

/// <summary>One line of a matrix: on which hosts, for which releases, what is known and why. Immutable. Spec: spec/matrix §"Entries".</summary>
public sealed record MatrixEntry
{
    /// <summary>Unique in its document; what overrides name.</summary>
    public required string Id { get; init; }

    /// <summary>Hosts it speaks of; null means every host.</summary>
    public Predicate? When { get; init; }

    public required MatrixVerdict Verdict { get; init; }

    /// <summary>Releases it speaks of; null means every release the document is about.</summary>
    public MatrixScope? Applies { get; init; }

    /// <summary>Revisions the host's firmware must have for the verdict to hold.</summary>
    public ImmutableArray<FirmwareNeed> RequiresFirmware { get; init; } = [];

    /// <summary>Settings it was tested with: module or kernel parameters and their values.</summary>
    public ImmutableSortedDictionary<string, string> Tuning { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The interconnect profile the host must have.</summary>
    public string? Profile { get; init; }

    public ImmutableArray<MatrixEvidence> Evidence { get; init; } = [];

    /// <summary>What was seen, in one line.</summary>
    public string? Note { get; init; }

    /// <summary>When it was written, to the second: an entry overrides older ones only.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public DateOnly? NotAfter { get; init; }

    /// <summary>Ids of older entries that do not count where this one holds.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];

    /// <summary>The facts its conditions read.</summary>
    public ImmutableSortedSet<FactName> Reads(ProfileRegistry? profiles) =>
    [
        .. When?.Names ?? [],
        .. Profile is null ? [] : profiles?.Reads(Profile) ?? [FactNames.LinkProfiles],
        .. RequiresFirmware.Select(need => FactName.OfFirmware(need.Component)),
    ];
}
