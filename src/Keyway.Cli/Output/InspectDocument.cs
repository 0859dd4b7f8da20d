// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway inspect</c> prints with <c>--json</c>.</summary>
internal sealed record InspectDocument(
    string Reference,
    string Digest,
    string MediaType,
    long Size,
    string? ArtifactType,
    IReadOnlyDictionary<string, string> Annotations,
    string? Subject,
    IReadOnlyList<InspectDocument.Manifest> Manifests,
    int OmittedManifests,
    IReadOnlyList<InspectDocument.Referrer> Referrers)
{
    public static InspectDocument Of(string reference, ArtifactOutline outline) => new(
        reference,
        outline.Root.Descriptor.Digest.ToString(),
        outline.Root.Descriptor.MediaType,
        outline.Root.Descriptor.Size,
        outline.Root.ArtifactType,
        outline.Root.Annotations,
        outline.Root.Subject?.Digest.ToString(),
        [.. outline.Manifests.Select(manifest => ManifestOf(manifest.Descriptor, manifest.Document))],
        outline.Omitted,
        [.. outline.Referrers.Select(referrer => new Referrer(referrer.Digest.ToString(), referrer.ArtifactType, referrer.Size))]);

    private static Manifest ManifestOf(Descriptor descriptor, ManifestDocument? document) => new(
        descriptor.Digest.ToString(),
        descriptor.MediaType,
        PlatformText.Of(descriptor.Platform),
        document?.ArtifactType ?? descriptor.ArtifactType,
        document is not null,
        document?.Config is { } config ? LayerOf(config) : null,
        [.. (document?.Layers ?? []).Select(LayerOf)]);

    private static Content LayerOf(Descriptor layer) => new(layer.Annotation(AnnotationKeys.Title), layer.Digest.ToString(), layer.MediaType, layer.Size);

    /// <summary>One manifest of the index, or the only one.</summary>
    internal sealed record Manifest(string Digest, string MediaType, string? Platform, string? ArtifactType, bool IsPresent, Content? Config, IReadOnlyList<Content> Layers);

    /// <summary>A config or layer.</summary>
    internal sealed record Content(string? Title, string Digest, string MediaType, long Size);

    /// <summary>A manifest about the inspected one.</summary>
    internal sealed record Referrer(string Digest, string? ArtifactType, long Size);
}
