// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keyway.Compatibility;

/// <summary>Writes facts documents: names in ordinal order, two spaces, a final line feed. Spec: spec/facts §"Document".</summary>
internal static class FactsJson
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(HostFacts facts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented)) WriteDocument(writer, facts);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static string Compact(FactValue value)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, OneLine)) WriteValue(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string MethodName(FactMethod method) => method switch
    {
        FactMethod.File => "file",
        FactMethod.Command => "command",
        FactMethod.Derived => "derived",
        FactMethod.Declared => "declared",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    private static void WriteDocument(Utf8JsonWriter writer, HostFacts facts)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        writer.WriteStartObject("facts");
        foreach (var (name, fact) in facts.Facts) WriteFact(writer, name, fact);
        writer.WriteEndObject();
        WriteWarnings(writer, facts);
        writer.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter writer, FactName name, Fact fact)
    {
        writer.WriteStartObject(name.ToString());
        writer.WritePropertyName("value");
        WriteValue(writer, fact.Value);
        writer.WriteString("source", fact.Source);
        writer.WriteString("method", MethodName(fact.Method));
        writer.WriteString("observedAt", fact.ObservedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter writer, FactValue value)
    {
        switch (value)
        {
            case FactValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case FactValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case FactValue.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case FactValue.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items) WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case FactValue.Map map:
                WriteMap(writer, map);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, FactValue.Map map)
    {
        writer.WriteStartObject();
        foreach (var (member, value) in map.Members)
        {
            writer.WritePropertyName(member);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, HostFacts facts)
    {
        writer.WriteStartArray("warnings");
        foreach (var warning in facts.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("source", warning.Source);
            writer.WriteString("problem", warning.Problem);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
