// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom;

namespace Keyway.Publishing.Sbom;

/// <summary>Components and relations while an SBOM is put together. What two builds share, or need from the host, is there once.</summary>
internal sealed class SbomParts
{
    private readonly List<SbomComponent> components = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<SbomRelation> relations = [];

    /// <summary>The parts in the order they came, what the host brings last and by id.</summary>
    public ImmutableArray<SbomComponent> Components =>
        [.. components.Where(component => !component.IsExternal), .. components.Where(component => component.IsExternal).OrderBy(component => component.Id, StringComparer.Ordinal)];

    public ImmutableArray<SbomRelation> Relations => [.. relations];

    /// <summary>False when it is there already.</summary>
    public bool Add(SbomComponent component)
    {
        if (!ids.Add(component.Id)) return false;
        components.Add(component);
        return true;
    }

    public void Relate(string from, SbomRelationKind kind, ImmutableArray<string> to, SbomCompleteness completeness) =>
        relations.Add(new SbomRelation { From = from, Kind = kind, To = [.. to.Distinct(StringComparer.Ordinal)], Completeness = completeness });
}
