// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>What both flavours share: annotations that come from the manifest only, and documents pushed under the digest of their bytes.</summary>
internal static class ArtifactDocuments
{
    public static ImmutableSortedDictionary<string, string> AnnotationsOf(DriverManifest manifest)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add(AnnotationKeys.Title, manifest.Package);
        Add(AnnotationKeys.Version, manifest.Version);
        Add(AnnotationKeys.Description, manifest.Description);
        Add(AnnotationKeys.Vendor, manifest.Vendor);
        Add(AnnotationKeys.Licenses, manifest.Licence);
        Add(AnnotationKeys.Url, manifest.Homepage);
        Add(AnnotationKeys.Source, manifest.Build?.Source?.Repository);
        Add(AnnotationKeys.Revision, manifest.Build?.Source?.Revision);
        return all.ToImmutable();

        void Add(string key, string? value)
        {
            if (value is not null) all.Add(key, value);
        }
    }

    public static Platform PlatformOf(Isa isa) => new() { Architecture = isa.Word(), Os = "linux" };

    public static Task<Descriptor> PushAsync<T>(LayoutDirectory layout, string mediaType, T document, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        PushAsync(layout, mediaType, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellationToken);

    public static async Task<Descriptor> PushAsync(LayoutDirectory layout, string mediaType, byte[] document, CancellationToken cancellationToken)
    {
        Descriptor descriptor = new() { MediaType = mediaType, Digest = Digest.OfBytes(document), Size = document.Length };
        await layout.PushAsync(descriptor, new MemoryStream(document, writable: false), cancellationToken);
        return descriptor;
    }
}
