// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>Writes statements: UTF-8, no white space, members in the order of the specification, maps in ordinal order. The same value always gives the same bytes.</summary>
public static class StatementWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 64 };

    /// <summary>The payload to sign.</summary>
    /// <exception cref="ArgumentException">A statement without a subject, or a subject without a digest: no reader would take it.</exception>
    public static byte[] Write(Statement statement)
    {
        if (statement.Subject.IsDefaultOrEmpty || statement.Subject.Any(subject => subject.Digest.IsEmpty)) throw new ArgumentException("every statement has a subject and every subject a digest", nameof(statement));
        return Write(writer => Write(writer, statement));
    }

    internal static byte[] Write(Action<Utf8JsonWriter> document)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Compact)) document(writer);
        return buffer.WrittenSpan.ToArray();
    }

    internal static JsonElement Element(Action<Utf8JsonWriter> document)
    {
        using var parsed = JsonDocument.Parse(Write(document));
        return parsed.RootElement.Clone();
    }

    internal static void Write(Utf8JsonWriter writer, ResourceDescriptor resource)
    {
        writer.WriteStartObject();
        WriteText(writer, "name", resource.Name);
        WriteText(writer, "uri", resource.Uri);
        if (!resource.Digest.IsEmpty) Write(writer, "digest", resource.Digest);
        if (resource.Content is { } content) writer.WriteBase64String("content", content.Span);
        WriteText(writer, "downloadLocation", resource.DownloadLocation);
        WriteText(writer, "mediaType", resource.MediaType);
        if (!resource.Annotations.IsEmpty) WriteValues(writer, "annotations", resource.Annotations);
        writer.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter writer, string name, IEnumerable<ResourceDescriptor> resources)
    {
        writer.WriteStartArray(name);
        foreach (var resource in resources) Write(writer, resource);
        writer.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter writer, string name, DigestSet digests)
    {
        writer.WriteStartObject(name);
        foreach (var (algorithm, value) in digests.Values) writer.WriteString(algorithm, value);
        writer.WriteEndObject();
    }

    internal static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    internal static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value) writer.WriteString(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    internal static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    internal static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in values) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    internal static void WriteValues(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Statement statement)
    {
        writer.WriteStartObject();
        writer.WriteString("_type", statement.Type);
        Write(writer, "subject", statement.Subject);
        writer.WriteString("predicateType", statement.PredicateType);
        if (statement.Predicate is { } predicate)
        {
            writer.WritePropertyName("predicate");
            predicate.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
