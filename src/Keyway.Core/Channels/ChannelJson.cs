// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Keyway.Packages;

namespace Keyway.Channels;

/// <summary>Source-generated JSON of the channel's documents: strict when reading, the same bytes for the same value when writing. Spec: spec/channel.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 8)]
[JsonSerializable(typeof(ChannelDocument))]
[JsonSerializable(typeof(HostAnswer))]
[JsonSerializable(typeof(HostRequest))]
[JsonSerializable(typeof(PermitList))]
[JsonSerializable(typeof(RevocationList))]
[JsonSerializable(typeof(HostChannel))]
internal sealed partial class ChannelJson : JsonSerializerContext
{
    /// <summary>The version of all documents.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Largest document that is read.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>The value of a document.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="versionOf">Its schema version.</param>
    /// <param name="source">Names it in refusals.</param>
    /// <exception cref="Artifacts.KeywayException">KW2400: not exactly the format.</exception>
    public static T Read<T>(ReadOnlySpan<byte> document, JsonTypeInfo<T> type, Func<T, int> versionOf, string source)
        where T : class
    {
        if (document.Length > MaxLength) throw Errors.BadDocument(source, $"it has {document.Length} bytes, more than {MaxLength}");
        try
        {
            ListItems.DemandValues(document);
            var value = JsonSerializer.Deserialize(document, type) ?? throw Errors.BadDocument(source, "it is null");
            return versionOf(value) == SchemaVersion ? value : throw Errors.BadDocument(source, $"its schemaVersion is {versionOf(value)}, expected {SchemaVersion}");
        }
        catch (JsonException reason)
        {
            throw Errors.BadDocument(source, reason.Message, reason);
        }
    }

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
}
