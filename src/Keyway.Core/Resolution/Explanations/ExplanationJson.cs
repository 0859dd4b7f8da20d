// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>An explanation as a JSON document: all classes with all their candidates, the nearest with derivation, failing set and remedy. Spec: spec/explanation, schema.json.</summary>
public static class ExplanationJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8, two spaces, a final line feed.</summary>
    public static byte[] Write(Explanation explanation)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented)) WriteDocument(writer, explanation);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDocument(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        writer.WriteString("verdict", explanation.Resolution is Granted ? "granted" : "refused");
        writer.WriteString("reason", explanation.Resolution is Granted granted ? granted.Chosen.Because : ((Refused)explanation.Resolution).Reason);
        writer.WriteNumber("asked", explanation.Asked);
        writer.WriteNumber("fitting", explanation.Fitting);
        WriteCandidate(writer, "chosen", (explanation.Resolution as Granted)?.Chosen);
        WriteCandidate(writer, "subject", explanation.Subject);
        WriteAssumed(writer, explanation.Assumed);
        WriteAll(writer, "classes", explanation.Classes, WriteClass);
        WriteAll(writer, "nearest", explanation.Nearest, WriteMiss);
        WriteAll(writer, "unknown", explanation.Unknown, WriteUnknown);
        writer.WriteEndObject();
    }

    private static void WriteAssumed(Utf8JsonWriter writer, Assumptions assumptions)
    {
        writer.WriteStartObject("assumed");
        foreach (var assumption in assumptions.Assumed) WriteValue(writer, assumption.Name, assumption.Value);
        writer.WriteEndObject();
        writer.WriteStartArray("forgotten");
        foreach (var name in assumptions.Forgotten) writer.WriteStringValue(name.ToString());
        writer.WriteEndArray();
    }

    private static void WriteClass(Utf8JsonWriter writer, ReasonClass reason)
    {
        writer.WriteString("id", reason.Id);
        writer.WriteString("title", reason.Title);
        writer.WriteString("check", reason.Check);
        writer.WriteString("outcome", Word(reason.Outcome));
        if (reason.Fact is { } fact) writer.WriteString("fact", fact.ToString());
        writer.WriteNumber("count", reason.Candidates.Length);
        writer.WriteNumber("alone", reason.Alone);
        writer.WriteString("example", reason.Example);
        writer.WriteString("exampleReason", reason.ExampleReason);
        writer.WriteStartArray("candidates");
        foreach (var digest in reason.Candidates) writer.WriteStringValue(digest.ToString());
        writer.WriteEndArray();
    }

    private static void WriteMiss(Utf8JsonWriter writer, NearMiss miss)
    {
        WriteCandidate(writer, "candidate", miss.Candidate);
        WriteAll(writer, "failing", miss.Failing, WriteNode);
        if (miss.Remedy is { } remedy)
        {
            writer.WriteStartObject("remedy");
            WriteAll(writer, "changes", remedy.Changes, WriteChange);
            WriteCandidate(writer, "then", remedy.Then);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("derivation");
        WriteNode(writer, miss.Derivation);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteString("cost", change.Cost.Word());
        writer.WriteString("text", change.Text);
        if (change.Policy is { } policy) writer.WriteString("option", policy.Option);
        if (change.Facts.IsEmpty) return;
        writer.WriteStartObject("facts");
        foreach (var fact in change.Facts.Where(fact => fact.Value is not null).OrderBy(fact => fact.Name)) WriteValue(writer, fact.Name, fact.Value!);
        writer.WriteEndObject();
        writer.WriteStartArray("forgotten");
        foreach (var fact in change.Facts.Where(fact => fact.Value is null).OrderBy(fact => fact.Name)) writer.WriteStringValue(fact.Name.ToString());
        writer.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter writer, Derivation node)
    {
        writer.WriteString("junction", node.Junction switch { Junction.Leaf => "leaf", Junction.All => "all", _ => "any" });
        writer.WriteString("check", node.Check);
        writer.WriteString("outcome", Word(node.Outcome));
        writer.WriteString("reason", node.Reason);
        if (node.Fact is { } fact) writer.WriteString("fact", fact.ToString());
        if (node.Source is { } source) writer.WriteString("source", source);
        if (node.Junction != Junction.Leaf) WriteAll(writer, "parts", node.Parts, WriteNode);
    }

    private static void WriteUnknown(Utf8JsonWriter writer, UnknownFact unknown)
    {
        writer.WriteString("fact", unknown.Name.ToString());
        writer.WriteNumber("candidates", unknown.Candidates);
        writer.WriteString("how", unknown.Origin.How);
        writer.WriteBoolean("needsRoot", unknown.Origin.NeedsRoot);
    }

    private static void WriteCandidate(Utf8JsonWriter writer, string name, Candidate? candidate)
    {
        if (candidate is null) return;
        writer.WriteStartObject(name);
        writer.WriteString("package", candidate.Package.Manifest.Package);
        writer.WriteString("version", candidate.Package.Manifest.Version);
        writer.WriteString("source", candidate.Package.Source);
        writer.WriteString("index", candidate.Package.Index.Digest.ToString());
        writer.WriteString("because", candidate.Because);
        writer.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, FactName name, FactValue value)
    {
        writer.WritePropertyName(name.ToString());
        writer.WriteRawValue(value.ToString());
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.Warn => "warn",
        Outcome.Unknown => "unknown",
        _ => "fail",
    };
}
