// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Planning;

/// <summary>Which NVLink domain a host is in: cluster UUID and clique.</summary>
internal sealed record DomainIdentity(string ClusterUuid, string Clique) : IComparable<DomainIdentity>
{
    /// <summary>The domain of a host; null when it is in none or nobody knows.</summary>
    public static DomainIdentity? Of(HostFacts facts) =>
        facts.TextOf(FactNames.DomainClusterUuid) is { } cluster && CliqueOf(facts) is { } clique ? new DomainIdentity(cluster, clique) : null;

    /// <inheritdoc/>
    public int CompareTo(DomainIdentity? other) => string.CompareOrdinal(ClusterUuid, other?.ClusterUuid) is var order and not 0 ? order : string.CompareOrdinal(Clique, other?.Clique);

    // A number or a text, depending on who observed it.
    private static string? CliqueOf(HostFacts facts) => facts.Find(FactNames.DomainClique)?.Value switch
    {
        FactValue.Text text => text.Value,
        FactValue.Number number => number.ToString(),
        _ => null,
    };
}
