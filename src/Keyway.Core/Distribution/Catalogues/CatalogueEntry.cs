// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Distribution.Catalogues;

/// <summary>One package in the index of a catalogue: what decides whether its detail has to be read at all.</summary>
internal sealed record CatalogueEntry
{
    public required string Package { get; init; }

    public required string Version { get; init; }

    /// <summary>Equal for neighbours whose versions no host-independent rule tells apart.</summary>
    public required int Tie { get; init; }

    public required DateOnly? EndOfLife { get; init; }

    public required DateOnly? LongTermUntil { get; init; }

    public required IReadOnlyList<CatalogueBuild> Builds { get; init; }

    /// <summary>Where its detail stands, counted from the end of the index.</summary>
    public required long Offset { get; init; }

    public required int Length { get; init; }

    public required Digest Digest { get; init; }
}
