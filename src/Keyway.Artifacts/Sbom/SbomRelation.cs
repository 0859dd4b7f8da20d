// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom;

/// <summary>What one component contains or depends on. A list may be empty and complete: it needs nothing.</summary>
public sealed record SbomRelation
{
    /// <summary>Id of the component that has the parts or needs.</summary>
    public required string From { get; init; }

    public required SbomRelationKind Kind { get; init; }

    /// <summary>Ids of the parts or needs.</summary>
    public required ImmutableArray<string> To { get; init; }

    public SbomCompleteness Completeness { get; init; }
}
