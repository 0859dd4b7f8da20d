// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>Values that several components share, each written once, in the order in which they first occur.</summary>
internal sealed class Spdx3Pool<T>
    where T : notnull
{
    private readonly Dictionary<T, string> ids = [];

    public Spdx3Pool(IEnumerable<T> values, Func<int, string> id)
    {
        var distinct = ImmutableArray.CreateBuilder<T>();
        foreach (var value in values)
        {
            // Number 0 stands for an unknown author.
            if (!ids.TryAdd(value, id(distinct.Count + 1))) continue;
            distinct.Add(value);
        }

        Values = distinct.ToImmutable();
    }

    public ImmutableArray<T> Values { get; }

    public string this[T value] => ids[value];
}
