// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Publishing;

/// <summary>Source-generated JSON of the image config: fixed member order, so the same value always gives the same bytes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerImageConfig))]
internal sealed partial class ContainerImageJson : JsonSerializerContext
{
    /// <summary>The one instance to use: `+` stays readable.</summary>
    public static ContainerImageJson Canonical => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
