// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>All elements by id and type. An id that stands twice is refused: nobody can tell which one is meant.</summary>
internal sealed class Spdx3Graph
{
    private readonly Dictionary<string, Spdx3Element> elements = new(StringComparer.Ordinal);
    private readonly List<Spdx3Element> order = [];

    public Spdx3Graph(SbomNode root)
    {
        foreach (var node in root.Objects("@graph"))
        {
            if (order.Count >= 4 * SbomLimits.Components) throw Errors.TooLarge(root.Source, "more elements", 4 * SbomLimits.Components);
            var type = node.Text("type") ?? node.Required("@type");
            var id = node.Text("spdxId") ?? node.Required("@id");
            Spdx3Element element = new(id, type, node);
            if (!elements.TryAdd(id, element)) throw Errors.Ambiguous(root.Source, id);
            order.Add(element);
        }

        Relationships = [.. order.Where(element => element.Type.EndsWith("Relationship", StringComparison.Ordinal)).Select(RelationshipOf)];
    }

    public ImmutableArray<Spdx3Relationship> Relationships { get; }

    public IEnumerable<Spdx3Element> OfType(string type) => order.Where(element => element.Type == type);

    public Spdx3Element? Find(string id) => elements.GetValueOrDefault(id);

    private static Spdx3Relationship RelationshipOf(Spdx3Element element) => new(
        element.Node.Required("relationshipType"),
        element.Node.Required("from"),
        [.. element.Node.Texts("to")],
        element.Node.Text("completeness") is { } word ? Spdx3Words.CompletenessOf(word) : null);
}
