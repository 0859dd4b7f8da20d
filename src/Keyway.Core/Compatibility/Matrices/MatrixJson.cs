// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using Keyway.Compatibility.Predicates;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>Writes matrices canonically: entries in ordinal order of their ids, two spaces, a final line feed.</summary>
internal static class MatrixJson
{
    public static byte[] Write(CompatibilityMatrix matrix)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PredicateSchema.Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 1);
            writer.WriteString("package", matrix.Package);
            writer.WriteString("versions", matrix.Versions.ToString());
            if (matrix.Description is not null) writer.WriteString("description", matrix.Description);
            writer.WriteStartArray("entries");
            foreach (var entry in matrix.Entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)) WriteEntry(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One entry, for comparing entries.</summary>
    public static byte[] Write(MatrixEntry entry)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PredicateSchema.Indented)) WriteEntry(writer, entry);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter writer, MatrixEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id);
        if (entry.When is { } when)
        {
            writer.WritePropertyName("when");
            PredicateJson.WriteTo(writer, when);
        }

        writer.WriteString("verdict", entry.Verdict.Word());
        if (entry.Applies is { } applies) WriteApplies(writer, applies);
        WriteHow(writer, entry);
        if (entry.Profile is not null) writer.WriteString("profile", entry.Profile);
        WriteEvidence(writer, entry);
        if (entry.Note is not null) writer.WriteString("note", entry.Note);
        writer.WriteString("issued", MatrixTimes.Text(entry.Issued));
        if (entry.NotAfter is { } last) writer.WriteString("notAfter", MatrixTimes.Text(last));
        WriteTexts(writer, "overrides", entry.Overrides);
        writer.WriteEndObject();
    }

    private static void WriteApplies(Utf8JsonWriter writer, MatrixScope applies)
    {
        writer.WriteStartObject("applies");
        if (applies.Versions is { } versions) writer.WriteString("versions", versions.ToString());
        WriteTexts(writer, "builds", applies.Builds.Select(build => build.ToString()));
        writer.WriteEndObject();
    }

    private static void WriteHow(Utf8JsonWriter writer, MatrixEntry entry)
    {
        if (!entry.RequiresFirmware.IsEmpty) writer.WriteStartArray("requiresFirmware");
        foreach (var need in entry.RequiresFirmware.OrderBy(need => need.Component, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("component", need.Component);
            writer.WriteString("scheme", need.Range.Scheme.Name());
            writer.WriteString("range", need.Range.ToString());
            writer.WriteEndObject();
        }

        if (!entry.RequiresFirmware.IsEmpty) writer.WriteEndArray();
        if (entry.Tuning.IsEmpty) return;
        writer.WriteStartObject("tuning");
        foreach (var (name, value) in entry.Tuning) writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter writer, MatrixEntry entry)
    {
        if (entry.Evidence.IsEmpty) return;
        writer.WriteStartArray("evidence");
        foreach (var evidence in entry.Evidence)
        {
            writer.WriteStartObject();
            if (evidence.Digest is { } digest) writer.WriteString("digest", digest.ToString());
            if (evidence.Link is not null) writer.WriteString("link", evidence.Link);
            if (evidence.Title is not null) writer.WriteString("title", evidence.Title);
            if (evidence.NotAfter is { } last) writer.WriteString("notAfter", MatrixTimes.Text(last));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        var sorted = texts.Order(StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0) return;
        writer.WriteStartArray(name);
        foreach (var text in sorted) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
