// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Sbom.CycloneDx;
using Keyway.Artifacts.Sbom.Spdx2;
using Keyway.Artifacts.Sbom.Spdx3;

namespace Keyway.Artifacts.Sbom;

/// <summary>
/// Reads anybody's SBOM: the format is told from the content. What the model has no member for is left out; what it has must be well-formed. Bounded in size,
/// depth and count, and linear.
/// </summary>
public static class SbomReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SbomLimits.Depth, AllowDuplicateProperties = false };

    /// <summary>Reads a file.</summary>
    /// <exception cref="KeywayException">KW2700 to KW2704.</exception>
    public static SbomDocument ReadFile(string path, string shownAs) => Read(SmallFile.Read(path, SbomLimits.Bytes), shownAs);

    /// <summary>Reads a document.</summary>
    /// <exception cref="KeywayException">KW2700 to KW2704.</exception>
    public static SbomDocument Read(ReadOnlyMemory<byte> content, string source)
    {
        if (content.Length > SbomLimits.Bytes) throw Errors.TooLarge(source, "more bytes", SbomLimits.Bytes);
        try
        {
            using var json = JsonDocument.Parse(WithoutMark(content), Options);
            return Read(json.RootElement, source);
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair, found only when it is taken.
            throw Errors.Unreadable(source, Errors.Shown(reason.Message), reason);
        }
    }

    private static SbomDocument Read(JsonElement root, string source)
    {
        if (root.ValueKind != JsonValueKind.Object) throw Errors.UnknownFormat(source, $"it is JSON, but {root.ValueKind}");
        SbomNode node = new(root, source, "");
        if (node.Text("bomFormat") == "CycloneDX") return new CycloneDxReader(node).Read();
        if (node.Has("spdxVersion")) return new Spdx2Reader(node).Read();
        if (node.Has("@context")) return new Spdx3Reader(node).Read();
        throw Errors.UnknownFormat(source, "it has none of the members bomFormat, spdxVersion and @context");
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) => content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
}
