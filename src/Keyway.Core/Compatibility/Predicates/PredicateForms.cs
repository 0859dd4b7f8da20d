// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Packages.Manifest;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>Which members each kind of predicate has; reader and schema are made from it. Spec: spec/matrix §"Predicates".</summary>
internal static class PredicateForms
{
    private const int MaxItems = 1024;

    private static readonly TextShape FactText = new("^[a-z0-9]+([.-][a-z0-9]+)*$", FactName.MaximumLength) { Description = "Name of a fact", Valid = "lower-case words of letters, digits and inner hyphens joined by dots" };
    private static readonly TextShape MemberText = new("^[!-~]+$", 128) { Description = "Member of a map; inside 'where' a member of the item, '.' for the item itself", Valid = "printable ASCII without spaces" };
    private static readonly ScalarShape Scalar = new() { Description = "The value to compare with" };
    private static readonly ArrayShape Scalars = new(new ScalarShape(), 1, MaxItems);
    private static readonly ArrayShape Parts = new(new PredicateShape(), 1, Predicate.MaximumNodes) { AllowsRepeats = true };
    private static readonly NumberShape Number = new(0, 65_536);

    /// <summary>The members of a leaf, by its operator.</summary>
    public static ImmutableSortedDictionary<string, ObjectShape> Leaves { get; } = new Dictionary<string, ObjectShape>
    {
        ["eq"] = Leaf("eq", Optional("value", Scalar), Optional("otherFact", FactText)),
        ["ne"] = Leaf("ne", Optional("value", Scalar), Optional("otherFact", FactText)),
        ["in"] = Leaf("in", Required("value", Scalars)),
        ["range"] = Leaf("range", Required("scheme", new WordShape([.. Enum.GetValues<VersionScheme>().Select(scheme => scheme.Name())]) { Description = "Version scheme of the fact's value" }), Required("value", new TextShape("^[ -~]+$", 1024) { Description = "A range of the scheme", Valid = "a range like '>=1.2 <2'" })),
        ["hasAll"] = Leaf("hasAll", Required("value", Scalars)),
        ["hasAny"] = Leaf("hasAny", Required("value", Scalars)),
        ["exists"] = Leaf("exists"),
        ["absent"] = Leaf("absent"),
        ["glob"] = Leaf("glob", Required("value", new TextShape("^[ -~]+$", 256) { Description = "Text in which * stands for any text", Valid = "printable ASCII" })),
        ["crcSubset"] = Leaf("crcSubset", Required("value", new CrcMapShape())),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The members of every other kind, by the member that says which it is; <c>any</c> of a list fact is under <c>any.list</c>.</summary>
    public static ImmutableSortedDictionary<string, ObjectShape> Nodes { get; } = new Dictionary<string, ObjectShape>
    {
        ["all"] = Object(Required("all", Parts)),
        ["any"] = Object(Required("any", Parts)),
        ["not"] = Object(Required("not", new PredicateShape())),
        ["each"] = Object(Required("each", FactText), Required("where", new PredicateShape())),
        ["any.list"] = Object(Required("any", FactText), Required("where", new PredicateShape())),
        ["count"] = Object(Required("count", FactText), Optional("where", new PredicateShape()), Optional("atLeast", Number), Optional("atMost", Number)),
        ["same"] = Object(Required("same", FactText), Optional("member", MemberText)),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Writes the schema that <see cref="PredicateShape"/> refers to.</summary>
    public static void WriteDefinition(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(PredicateShape.Definition);
        writer.WriteStartArray("oneOf");
        foreach (var shape in Leaves.Values.Concat(Nodes.Values)) shape.WriteSchema(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ObjectShape Leaf(string op, params ImmutableArray<MemberShape> members) =>
        Object([Optional("fact", FactText), Optional("member", MemberText), Required("op", new WordShape([op])), .. members]);

    private static ObjectShape Object(params ImmutableArray<MemberShape> members) => new(members);

    private static MemberShape Required(string name, Shape shape) => new(name, shape, IsRequired: true);

    private static MemberShape Optional(string name, Shape shape) => new(name, shape, IsRequired: false);
}
