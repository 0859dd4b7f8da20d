// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>The <c>oci-layout</c> file. Spec: OCI image layout 1.0.</summary>
internal sealed record LayoutMarker
{
    public const string FileName = "oci-layout";
    public const string CurrentVersion = "1.0.0";
    public const int MaxSize = 4096;

    [JsonPropertyName("imageLayoutVersion")]
    public required string ImageLayoutVersion { get; init; }

    /// <exception cref="KeywayException">KW1104: unreadable or of a version that is not known here.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            var version = JsonSerializer.Deserialize(bytes, WireJson.Default.LayoutMarker)?.ImageLayoutVersion;
            if (version is null || !version.StartsWith("1.", StringComparison.Ordinal)) throw Errors.BrokenLayout(path, $"it has the layout version {version ?? "null"}, but 1.x is understood");
        }
        catch (JsonException reason)
        {
            throw Errors.BrokenLayout(path, $"{FileName}: {reason.Message}", reason);
        }
    }
}
