// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>Source-generated JSON of the documents in a store: strict when reading, the same bytes for the same value when writing.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(Generation))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(LayerListing))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>The version of all documents.</summary>
    public const int SchemaVersion = 1;

    public static JsonTypeInfo<Generation> OfGeneration => field ??= TypeInfo<Generation>();

    public static JsonTypeInfo<JournalRecord> OfRecord => field ??= TypeInfo<JournalRecord>();

    public static JsonTypeInfo<LayerListing> OfListing => field ??= TypeInfo<LayerListing>();

    private static JsonSerializerOptions Readable => field ??= new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value of a document, or null when it is not exactly the format.</summary>
    public static T? TryParse<T>(ReadOnlySpan<byte> document, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            ListItems.DemandValues(document);
            return JsonSerializer.Deserialize(document, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Refuses a document that says it is of a later version: it is not damaged, and its members are not known here.</summary>
    public static void RefuseNewer(ReadOnlySpan<byte> document, string path)
    {
        try
        {
            Utf8JsonReader reader = new(document);
            using var parsed = JsonDocument.ParseValue(ref reader);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object || !parsed.RootElement.TryGetProperty("schemaVersion", out var version)) return;
            if (version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var found) && found > SchemaVersion) throw Errors.NewerFormat(path, found);
        }
        catch (JsonException)
        {
            // Not JSON: damaged, as the caller finds.
        }
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T));
}
