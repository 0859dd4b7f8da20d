// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>What each component of a document is called across documents. Several of one name are told apart by their order.</summary>
internal sealed class ComponentKeys
{
    private readonly Dictionary<string, string> keyOf = new(StringComparer.Ordinal);

    public ComponentKeys(SbomDocument document)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach (var component in document.Components)
        {
            var name = NameOf(component);
            var (key, count) = (name, seen.GetValueOrDefault(name, 1));
            // A component may be named like the number of another: neither hides the other.
            while (!Components.TryAdd(key, component)) key = $"{name} ({(++count).ToString(CultureInfo.InvariantCulture)})";
            seen[name] = count;
            keyOf[component.Id] = key;
        }
    }

    /// <summary>Components by key.</summary>
    public SortedDictionary<string, SbomComponent> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>The key of an id; the id itself where it is no component.</summary>
    public string Of(string id) => keyOf.GetValueOrDefault(id, id);

    // Not the kind, for which formats have different words. Of what the host brings, versions stand side by side: kernels.
    private static string NameOf(SbomComponent component) => component switch
    {
        { PackageUrl: { Length: > 0 } url } => PackageUrl.WithoutVersion(url),
        { IsExternal: true } => $"host: {component.Name}{(component.Version is null ? "" : " " + component.Version)}",
        _ => component.Name,
    };
}
