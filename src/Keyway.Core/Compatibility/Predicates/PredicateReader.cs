// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Predicates;

/// <summary>Reads predicates from a placed tree; everything wrong is a finding with its place. One reader reads one predicate: it counts its nodes.</summary>
internal sealed class PredicateReader(Findings findings)
{
    /// <summary>Two levels of JSON for each level of a predicate, and those of the document around it.</summary>
    public const int JsonDepth = 2 * Predicate.MaximumDepth + 12;

    private static readonly PlacedDocument Tree = new("predicate", Predicate.MaximumBytes, JsonDepth)
    {
        TooLarge = Errors.TooLargeCode,
        NotJson = Errors.NotJsonCode,
        Start = "write a condition such as {\"fact\": \"isa.name\", \"op\": \"eq\", \"value\": \"riscv64\"}",
    };

    private int nodes;
    private bool isInWhere;

    public static Predicate Read(ReadOnlySpan<byte> json, string source)
    {
        Findings findings = new();
        var predicate = Tree.Read(json, findings) is { } root ? new PredicateReader(findings).Read(root) : null;
        return predicate is not null && !findings.HasErrors ? predicate : throw Errors.BadPredicate(source, [.. findings.InOrder(source, json)]);
    }

    /// <summary>The predicate, or null when a finding says what is wrong.</summary>
    public Predicate? Read(PlacedNode node) => Node(node, 1);

    private Predicate? Node(PlacedNode node, int depth)
    {
        if (++nodes == Predicate.MaximumNodes + 1) findings.Add(Errors.TooLargeCode, node.Offset, $"the predicate has more than {Predicate.MaximumNodes} parts", $"valid: at most {Predicate.MaximumNodes}");
        if (nodes > Predicate.MaximumNodes) return null;
        if (depth > Predicate.MaximumDepth)
        {
            findings.Add(Errors.TooLargeCode, node.Offset, $"the predicate is nested more than {Predicate.MaximumDepth} deep", $"valid: at most {Predicate.MaximumDepth}");
            return null;
        }

        return FormOf(node) is { } form && IsOf(form.Shape, node) ? Build((PlacedObject)node, form.Name, depth) : null;
    }

    private (string Name, ObjectShape Shape)? FormOf(PlacedNode node)
    {
        if (node is not PlacedObject value)
        {
            findings.Add(ManifestCodes.WrongType, node.Offset, $"a predicate is {node.Kind}", "valid: an object");
            return null;
        }

        if (value["op"] is { } op) return LeafForm(op);
        foreach (var (name, shape) in PredicateForms.Nodes)
            if (value[name] is { } member) return name == "any" && member is PlacedText ? ("any.list", PredicateForms.Nodes["any.list"]) : (name, shape);
        findings.Add(ManifestCodes.MissingMember, node.Offset, "the predicate has no member that says what it is", "valid: op (with fact), all, any, not, each, count or same");
        return null;
    }

    private (string Name, ObjectShape Shape)? LeafForm(PlacedNode op)
    {
        if (op is PlacedText { Value: var word } && PredicateForms.Leaves.TryGetValue(word, out var shape)) return ("op", shape);
        findings.Add(ManifestCodes.NotAWord, op.Offset, $"'op' is {(op is PlacedText text ? $"'{Shown.Text(text.Value)}'" : op.Kind)}", "valid: " + string.Join(", ", PredicateForms.Leaves.Keys));
        return null;
    }

    private bool IsOf(ObjectShape shape, PlacedNode node)
    {
        var before = findings.Count;
        shape.Check(node, "predicate", findings);
        return findings.Count == before;
    }

    private Predicate? Build(PlacedObject node, string form, int depth) => form switch
    {
        "op" => new LeafReader(node, isInWhere, findings).Read(),
        "all" => Group(node, GroupKind.All, "all", depth),
        "any" => Group(node, GroupKind.Any, "any", depth),
        "not" => Node(node["not"]!, depth + 1) is { } part ? new NotPredicate(part) : null,
        "same" => Same(node),
        "each" => OverList(node, ListQuantifier.Each, "each", depth),
        "any.list" => OverList(node, ListQuantifier.Any, "any", depth),
        _ => OverList(node, ListQuantifier.Count, "count", depth),
    };

    private GroupPredicate? Group(PlacedObject node, GroupKind kind, string name, int depth)
    {
        // Every part is read, so that every problem is found.
        var parts = ((PlacedArray)node[name]!).Items.Select(item => Node(item, depth + 1)).ToArray();
        return parts.Contains(null) ? null : new GroupPredicate(kind, [.. parts.OfType<Predicate>()]);
    }

    private SamePredicate? Same(PlacedObject node)
    {
        if (isInWhere) return Nested<SamePredicate>(node, "same");
        return new(Name(node["same"]!), (node["member"] as PlacedText)?.Value);
    }

    private ListPredicate? OverList(PlacedObject node, ListQuantifier quantifier, string name, int depth)
    {
        if (isInWhere) return Nested<ListPredicate>(node, name);
        var (least, most) = (Number(node["atLeast"]) ?? 0, Number(node["atMost"]) ?? int.MaxValue);
        if (quantifier == ListQuantifier.Count && !AreBounds(node, least, most)) return null;
        if (node["where"] is not { } where) return new(quantifier, Name(node[name]!), null, least, most);
        isInWhere = true;
        var part = Node(where, depth + 1);
        isInWhere = false;
        return part is null ? null : new(quantifier, Name(node[name]!), part, least, most);
    }

    private bool AreBounds(PlacedObject node, int least, int most)
    {
        if (node["atLeast"] is null && node["atMost"] is null) findings.Add(ManifestCodes.MissingMember, node.Offset, "'count' has neither 'atLeast' nor 'atMost'", "say how many items have to fit");
        else if (least > most) findings.Add(ManifestCodes.Contradiction, node.Offset, $"'atLeast' is {least}, more than 'atMost' {most}", "no number of items is both");
        else return true;
        return false;
    }

    private T? Nested<T>(PlacedObject node, string name) where T : class
    {
        findings.Add(ManifestCodes.Contradiction, node.Offset, $"'{name}' inside 'where'", "lists do not nest: write one predicate for each list");
        return null;
    }

    private static FactName Name(PlacedNode node) => FactName.Parse(((PlacedText)node).Value);

    private static int? Number(PlacedNode? node) => node is PlacedNumber { Value: { } value } ? (int)value : null;
}
