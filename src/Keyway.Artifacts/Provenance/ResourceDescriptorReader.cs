// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>Reads a resource descriptor strictly. Spec: in-toto attestation 1.0 §"ResourceDescriptor".</summary>
internal static class ResourceDescriptorReader
{
    private static readonly string[] Known = ["name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations"];

    public static ResourceDescriptor Read(StrictItem item)
    {
        var members = item.AsObject(Known);
        ResourceDescriptor read = new()
        {
            Name = members.OptionalText("name"),
            Uri = members.OptionalText("uri"),
            Digest = Digests(members),
            Content = Content(members),
            DownloadLocation = members.OptionalText("downloadLocation"),
            MediaType = members.OptionalText("mediaType"),
            Annotations = members.Values("annotations"),
        };
        return read is { Uri: null, Content: null, Digest.IsEmpty: true } ? throw item.Refusal(item.Path, "without uri, digest and content", "one of them") : read;
    }

    private static DigestSet Digests(StrictObject members)
    {
        var values = members.Texts("digest");
        var problem = DigestSet.CountProblem(values.Count) ?? values.Select(pair => DigestSet.FirstProblem(pair.Key, pair.Value)).FirstOrDefault(found => found is not null);
        return problem is null ? DigestSet.OfChecked(values) : throw members.Refuse("digest", $"not canonical ({problem})", "canonical digests");
    }

    private static ReadOnlyMemory<byte>? Content(StrictObject members)
    {
        if (members.Optional("content") is not { } content) return null;
        if (content.ValueKind != JsonValueKind.String || !content.TryGetBytesFromBase64(out var bytes)) throw members.Refuse("content", StrictObject.Kind(content), "base64 text");
        return bytes;
    }
}
