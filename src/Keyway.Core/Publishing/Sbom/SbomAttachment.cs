// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>
/// Attaches SBOMs to a packed package: one for the index and, since a host may fetch one build only, one for each manifest. Attaching changes no digest of the
/// package. Spec: OCI image 1.1 §"Guidelines for Artifact Usage", spec/sbom §"Attached documents".
/// </summary>
internal sealed class SbomAttachment(LayoutDirectory layout, SbomSettings settings)
{
    private static readonly byte[] EmptyConfig = "{}"u8.ToArray();

    public async Task<ImmutableArray<AttachedSbom>> AttachAsync(PackageSource source, Descriptor index, IReadOnlyCollection<IsaBuild> builds, IReadOnlyCollection<SbomFormat> formats, CancellationToken cancellationToken)
    {
        var documents = await PackedDocuments.ReadAsync(layout, index, builds, cancellationToken);
        DriverSbom sbom = new(await ContentReader.ReadAsync(source, documents, cancellationToken), settings);
        var attached = ImmutableArray.CreateBuilder<AttachedSbom>();
        var name = $"{source.Manifest.Package}-{source.Manifest.Version}";
        foreach (var format in formats)
        {
            attached.Add(await AttachAsync(index, sbom.OfPackage(), format, name, cancellationToken));
            foreach (var build in builds) attached.Add(await AttachAsync(build.Manifest, sbom.OfBuild(build.Isa), format, $"{name}-{build.Isa.Word()}", cancellationToken));
        }

        return attached.ToImmutable();
    }

    private async Task<AttachedSbom> AttachAsync(Descriptor subject, SbomDocument document, SbomFormat format, string name, CancellationToken cancellationToken)
    {
        var blob = await ArtifactDocuments.PushAsync(layout, format.MediaType(), SbomWriter.Write(document, format), cancellationToken);
        ImageManifest manifest = new()
        {
            ArtifactType = format.MediaType(),
            Config = await ArtifactDocuments.PushAsync(layout, MediaTypes.Empty, EmptyConfig, cancellationToken),
            Layers = [blob with { Annotations = ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Title, name + format.FileSuffix()) }],
            Subject = new Descriptor { MediaType = subject.MediaType, Digest = subject.Digest, Size = subject.Size },
        };
        var referrer = await ArtifactDocuments.PushAsync(layout, MediaTypes.ImageManifest, manifest, OciJson.Canonical.ImageManifest, cancellationToken);
        return new AttachedSbom(manifest.Subject, format, referrer, blob);
    }
}
