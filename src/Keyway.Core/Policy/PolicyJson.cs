// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Keyway.Policy;

/// <summary>Source-generated JSON of this folder's formats: strict when reading, fixed member order when writing.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(AdmissionPolicy))]
[JsonSerializable(typeof(PackageEvidence))]
[JsonSerializable(typeof(PolicyFixtures))]
[JsonSerializable(typeof(AdmissionDecision))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    /// <summary>Evidence holds predicates, which may be as deep as a statement.</summary>
    public const int MaxDepth = 80;

    /// <summary>For what people go on writing: no empty members.</summary>
    public static JsonTypeInfo<T> Scaffold<T>() => (JsonTypeInfo<T>)ScaffoldOptions.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions ScaffoldOptions => field ??= new(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = Default.WithAddedModifier(LeaveOutEmptyMembers),
    };

    public static PolicyJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void LeaveOutEmptyMembers(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => !property.IsRequired && property.PropertyType.IsAssignableTo(typeof(ICollection))))
            property.ShouldSerialize = static (_, value) => value is not ICollection { Count: 0 };
    }
}
