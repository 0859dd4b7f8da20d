// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Fleets;

/// <summary>Equality of fact values by content, with a hash that looks into lists and maps: a fleet has thousands of kernel configurations of one length.</summary>
internal sealed class FactValueIdentity : IEqualityComparer<FactValue>
{
    public static FactValueIdentity Instance { get; } = new();

    public bool Equals(FactValue? x, FactValue? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode(FactValue obj)
    {
        HashCode hash = new();
        Add(ref hash, obj);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, FactValue value)
    {
        switch (value)
        {
            case FactValue.List list:
                hash.Add(list.Items.Length);
                foreach (var item in list.Items) Add(ref hash, item);
                break;
            case FactValue.Map map:
                hash.Add(map.Members.Count);
                foreach (var (name, member) in map.Members)
                {
                    hash.Add(name, StringComparer.Ordinal);
                    Add(ref hash, member);
                }

                break;
            default:
                hash.Add(value);
                break;
        }
    }
}
