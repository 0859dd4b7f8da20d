// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>Tells what bytes without a media type are: the declared type, or index or manifest by their members.</summary>
internal sealed record ManifestShape
{
    [JsonPropertyName("mediaType")]
    public string? MediaType { get; init; }

    [JsonPropertyName("manifests")]
    public JsonElement? Manifests { get; init; }

    [JsonPropertyName("layers")]
    public JsonElement? Layers { get; init; }

    [JsonPropertyName("config")]
    public JsonElement? Config { get; init; }

    /// <summary>The descriptor of a manifest or index; null for anything else.</summary>
    public static Descriptor? Recognize(ReadOnlySpan<byte> bytes, Digest digest)
    {
        try
        {
            var type = JsonSerializer.Deserialize(bytes, WireJson.Default.ManifestShape)?.Type();
            return type is null ? null : new Descriptor { MediaType = type, Digest = digest, Size = bytes.Length };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Type()
    {
        var members = Manifests is not null ? MediaTypes.ImageIndex : Layers is not null && Config is not null ? MediaTypes.ImageManifest : null;
        if (members is null || MediaType is null) return members;
        return MediaTypes.IsManifest(MediaType) ? MediaType : null;
    }
}
