// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Keys;

/// <summary>Source-generated JSON of key files.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, RespectNullableAnnotations = true, MaxDepth = 8, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CosignKeyFile))]
internal sealed partial class KeyJson : JsonSerializerContext
{
    /// <summary>Base64 is full of `+`, which the default encoder would escape.</summary>
    public static KeyJson Plain => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
