// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Keyway.Packages;

/// <summary>Source-generated JSON of the package formats: strict when reading; fixed member order, no null and no empty manifest members when writing.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(DriverManifest))]
[JsonSerializable(typeof(DriverConfig))]
internal sealed partial class PackageJson : JsonSerializerContext
{
    public const int MaxDepth = 16;

    public static JsonTypeInfo<DriverConfig> Config => field ??= TypeInfo<DriverConfig>(indented: false);

    public static JsonTypeInfo<DriverManifest> Manifest => field ??= TypeInfo<DriverManifest>(indented: true);

    private static JsonTypeInfo<T> TypeInfo<T>(bool indented)
    {
        JsonSerializerOptions options = new(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            TypeInfoResolver = Default.WithAddedModifier(LeaveOutEmptyMembers),
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static void LeaveOutEmptyMembers(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => !property.IsRequired))
            if (property.PropertyType.IsAssignableTo(typeof(ICollection)))
                property.ShouldSerialize = static (_, value) => value is not ICollection { Count: 0 };
    }
}
