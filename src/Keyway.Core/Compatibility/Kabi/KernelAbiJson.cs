// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keyway.Compatibility.Kabi;

/// <summary>Writes kabi documents: exports grouped by namespace and licence, groups and symbols in ordinal order. Spec: spec/kabi §"Document".</summary>
internal static class KernelAbiJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? WordOf(SignatureRule rule) => rule switch
    {
        SignatureRule.Off => "off",
        SignatureRule.Permissive => "permissive",
        SignatureRule.Enforced => "enforced",
        _ => null,
    };

    public static byte[] Write(KernelAbi abi)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented)) WriteDocument(writer, abi);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDocument(Utf8JsonWriter writer, KernelAbi abi)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        writer.WriteString("release", abi.Release);
        writer.WriteString("isa", abi.Isa);
        writer.WriteString("vermagic", abi.Vermagic);
        if (abi.HasModversions is { } versioned) writer.WriteBoolean("modversions", versioned);
        else writer.WriteNull("modversions");
        writer.WriteString("moduleSignatures", WordOf(abi.Signatures));
        writer.WriteString("symbolsDigest", abi.Symbols.Digest.ToString());
        writer.WriteStartArray("exports");
        foreach (var group in abi.Symbols.Exports.GroupBy(export => (export.Value.Namespace, export.Value.IsGplOnly)).OrderBy(group => group.Key.Namespace ?? "", StringComparer.Ordinal).ThenBy(group => group.Key.IsGplOnly))
            WriteGroup(writer, group.Key.Namespace, group.Key.IsGplOnly, group);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, string? name, bool? isGplOnly, IEnumerable<KeyValuePair<string, KernelExport>> exports)
    {
        writer.WriteStartObject();
        writer.WriteString("namespace", name);
        if (isGplOnly is { } gplOnly) writer.WriteBoolean("gplOnly", gplOnly);
        else writer.WriteNull("gplOnly");
        writer.WriteStartObject("symbols");
        foreach (var (symbol, export) in exports) writer.WriteString(symbol, export.CrcText);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
