// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution;

/// <summary>
/// One thing that a question reads of a host: a fact, or, of a list of maps, only some members of each. The fewer it reads, the more hosts share an answer:
/// GPUs have serial numbers, but their architecture is the same all over a fleet. Spec: spec/resolution §"Questions".
/// </summary>
internal readonly record struct FactReading(FactName Name, string? Members) : IComparable<FactReading>
{
    /// <summary>What packages may ask about at any time without a matrix of their own, apart from firmware.</summary>
    public static ImmutableArray<FactReading> Usual { get; } =
    [
        Of(FactNames.IsaName), Of(FactNames.KernelRelease), Of(FactNames.KernelVermagic), Of(FactNames.KernelSymversDigest), Of(FactNames.ModuleSignature), Of(FactNames.Lockdown), Of(FactNames.TrustedKeys), Of(FactNames.PageSize), Of(FactName.Parse("libc.name")),
        Of(FactName.Parse("libc.version")), Of(FactNames.LinkProfiles), OfItems(FactNames.GpuDevices), OfItems(FactNames.GpuDevices, "architecture", "name"),
    ];

    /// <summary>The whole fact.</summary>
    public static FactReading Of(FactName name) => new(name, null);

    /// <summary>How many items a list has and, of those that are maps, the named members.</summary>
    public static FactReading OfItems(FactName name, params ReadOnlySpan<string> members) => new(name, string.Join(',', members!));

    /// <summary>What there is to read on a host; null when the fact is unknown.</summary>
    public FactValue? From(HostFacts facts)
    {
        var value = facts.Find(Name)?.Value;
        if (Members is null || value is not FactValue.List list) return value;
        var members = Members.Split(',');
        return FactValue.Of(list.Items.Select(item => Kept(item, members)));
    }

    public int CompareTo(FactReading other) => Name.CompareTo(other.Name) is var order and not 0 ? order : string.CompareOrdinal(Members, other.Members);

    private static FactValue Kept(FactValue item, string[] members) =>
        item is FactValue.Map map ? new FactValue.Map(map.Members.Where(member => members.Contains(member.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal)) : item;
}
