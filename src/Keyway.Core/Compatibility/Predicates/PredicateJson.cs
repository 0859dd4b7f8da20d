// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary>Writes predicates canonically: members in the order of the spec, parts in their own.</summary>
internal static class PredicateJson
{
    public static string Write(Predicate predicate)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) WriteTo(writer, predicate);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteTo(Utf8JsonWriter writer, Predicate predicate)
    {
        writer.WriteStartObject();
        switch (predicate)
        {
            case GroupPredicate group:
                WriteGroup(writer, group);
                break;
            case NotPredicate not:
                writer.WritePropertyName("not");
                WriteTo(writer, not.Part);
                break;
            case ListPredicate list:
                WriteList(writer, list);
                break;
            case SamePredicate same:
                writer.WriteString("same", same.Subject.ToString());
                if (same.Member is not null) writer.WriteString("member", same.Member);
                break;
            case LeafPredicate leaf:
                WriteLeaf(writer, leaf);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, GroupPredicate group)
    {
        writer.WriteStartArray(group.Kind == GroupKind.All ? "all" : "any");
        foreach (var part in group.Parts) WriteTo(writer, part);
        writer.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter writer, ListPredicate list)
    {
        writer.WriteString(list.Quantifier switch { ListQuantifier.Each => "each", ListQuantifier.Any => "any", _ => "count" }, list.List.ToString());
        if (list.Where is { } where)
        {
            writer.WritePropertyName("where");
            WriteTo(writer, where);
        }

        if (list.Quantifier != ListQuantifier.Count) return;
        if (list.AtLeast > 0 || list.AtMost == int.MaxValue) writer.WriteNumber("atLeast", list.AtLeast);
        if (list.AtMost < int.MaxValue) writer.WriteNumber("atMost", list.AtMost);
    }

    private static void WriteLeaf(Utf8JsonWriter writer, LeafPredicate leaf)
    {
        if (leaf.Subject.Fact is { } fact) writer.WriteString("fact", fact.ToString());
        if (leaf.Subject.Member is { } member) writer.WriteString("member", member);
        writer.WriteString("op", WordOf(leaf.Test));
        WriteValue(writer, leaf.Test);
    }

    private static void WriteValue(Utf8JsonWriter writer, ValueTest test)
    {
        switch (test)
        {
            case EqualTest equal:
                writer.WritePropertyName("value");
                FactsJson.WriteValue(writer, equal.Value);
                break;
            case OtherFactTest other:
                writer.WriteString("otherFact", other.Other.ToString());
                break;
            case AmongTest among:
                writer.WritePropertyName("value");
                FactsJson.WriteValue(writer, FactValue.Of(among.Written));
                break;
            case ContainsTest contains:
                writer.WritePropertyName("value");
                FactsJson.WriteValue(writer, FactValue.Of(contains.Values));
                break;
            case RangeTest range:
                writer.WriteString("scheme", range.Range.Scheme.Name());
                writer.WriteString("value", range.Range.ToString());
                break;
            case GlobTest glob:
                writer.WriteString("value", glob.Pattern.ToString());
                break;
            case CrcSubsetTest crcs:
                writer.WritePropertyName("value");
                FactsJson.WriteValue(writer, FactValue.Of(crcs.Symbols.Select(symbol => KeyValuePair.Create(symbol.Key, FactValue.Of(symbol.Value)))));
                break;
        }
    }

    private static string WordOf(ValueTest test) => test switch
    {
        EqualTest { IsNegated: false } or OtherFactTest { IsNegated: false } => "eq",
        EqualTest or OtherFactTest => "ne",
        AmongTest => "in",
        RangeTest => "range",
        ContainsTest { Kind: GroupKind.All } => "hasAll",
        ContainsTest => "hasAny",
        PresenceTest { IsWanted: true } => "exists",
        PresenceTest => "absent",
        GlobTest => "glob",
        _ => "crcSubset",
    };
}
