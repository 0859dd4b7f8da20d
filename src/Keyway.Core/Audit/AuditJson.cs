// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Keyway.Audit;

/// <summary>
/// The one byte form of an entry: members in the order of the schema, absent ones left out, no white space. Reading takes only that form, so one decision has one digest.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>The largest document.</summary>
    public const int LargestEntry = 512 * 1024;

    // The generated context has a member with the name of the type.
    private const int KnownVersion = Audit.AuditEntry.CurrentVersion;

    private static JsonTypeInfo<AuditEntry> Type => field ??= (JsonTypeInfo<AuditEntry>)new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.GetTypeInfo(typeof(AuditEntry));

    public static byte[] Write(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Type);

    /// <summary>The entry, or null, with the reason in words, when the bytes are not exactly the form.</summary>
    public static AuditEntry? Read(ReadOnlySpan<byte> document, out string reason)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(document, Type);
            reason = entry is null ? "it is null" : entry.SchemaVersion != KnownVersion ? $"its version is {entry.SchemaVersion}, known is {KnownVersion}" : "";
            if (reason.Length == 0 && (entry!.Reasons.IsDefault || !Write(entry).AsSpan().SequenceEqual(document))) reason = "it is not in the canonical form";
            return reason.Length == 0 ? entry : null;
        }
        catch (JsonException unreadable)
        {
            reason = unreadable.Message;
            return null;
        }
    }
}
