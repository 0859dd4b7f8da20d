// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;
using Keyway.Publishing.Sbom;
using Keyway.Versions;

namespace Keyway.Publishing;

/// <summary>
/// Packs a source directory into an image-layout directory: an index, a manifest per ISA, a blob per layer. The same content gives the same index digest
/// whoever packs it, where and when. A layout that is not there yet appears whole or not at all; one that is there gets its <c>index.json</c> replaced last.
/// Spec: spec/package.
/// </summary>
public sealed class PackageWriter(TimeProvider time, IProgress<PackProgress>? progress)
{
    /// <summary>What stands before the tag of the driver package in the tag of its container image; no version starts with it.</summary>
    public const string ImageTagPrefix = "image-";

    /// <summary>Packs to a layout directory, absolute path.</summary>
    /// <exception cref="Artifacts.KeywayException">KW1250 to KW1252, KW1254, KW1005, KW1006 and the refusals of the layout.</exception>
    public async Task<PackResult> WriteAsync(PackageSource source, string layoutPath, PackSettings settings, CancellationToken cancellationToken)
    {
        if (source.Isas.Length == 0) throw Errors.NothingToPack(source.Root);
        var tag = settings.Tag ?? TagOf(source.Manifest);
        ArtifactReference.Parse("oci:.").WithTag(tag); // refuses a bad tag before hours of work
        await using var target = await PackTarget.OpenAsync(layoutPath, time, cancellationToken);
        var result = await WriteAsync(source, target.Layout, settings with { Tag = tag }, cancellationToken);
        await target.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>The layout directory behind a reference.</summary>
    /// <exception cref="Artifacts.KeywayException">KW1253: it is a registry or an archive.</exception>
    public static string LayoutPath(ArtifactReference reference) =>
        reference.Transport == ReferenceTransport.Layout ? reference.Location : throw Errors.NotADirectoryTarget(reference.ToString());

    private async Task<PackResult> WriteAsync(PackageSource source, LayoutDirectory layout, PackSettings settings, CancellationToken cancellationToken)
    {
        LayerWriter layers = new(layout.Blobs, new ZstdSettings { Level = settings.Level }, new PackMeter(source, progress));
        var (index, builds) = await new DriverIndexWriter(layout, layers).WriteAsync(source, cancellationToken);
        PackResult result = new() { Index = index, Tag = settings.Tag!, Builds = [.. builds] };
        if (!settings.Sboms.IsEmpty) result = result with { Sboms = await new SbomAttachment(layout, settings.Sbom).AttachAsync(source, index, builds, settings.Sboms, cancellationToken) };
        if (settings.Image is { } compression)
        {
            var image = await new ContainerImageWriter(layout, compression).WriteAsync(source.Manifest, builds, cancellationToken);
            result = result with { Image = image, ImageTag = ImageTagPrefix + settings.Tag };
            await layout.TagAsync(image, result.ImageTag, cancellationToken);
        }

        await layout.TagAsync(index, result.Tag, cancellationToken);
        return result;
    }

    // A version outside the grammar, such as 2026.01.1, loads unchanged and so is its own tag.
    private static string TagOf(DriverManifest manifest) => StackVersion.TryParse(manifest.Version, out var version) ? version.ToTag() : manifest.Version.Replace('+', '_');
}
