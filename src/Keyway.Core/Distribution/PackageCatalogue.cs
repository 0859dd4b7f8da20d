// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Distribution;

/// <summary>
/// Reads driver packages from a repository: index, manifests and configs, never a layer. What it returns is consistent in itself: each config is of the ISA
/// that the index promises and lists exactly the layers of its manifest. Spec: spec/package.
/// </summary>
public static class PackageCatalogue
{
    private const int MostListed = 10_000;

    /// <summary>The package under a tag or digest.</summary>
    /// <exception cref="KeywayException">KW1501 nothing there; KW1502 not a driver package; KW1503, KW1108, KW1109, KW1301 not a sound one.</exception>
    public static async Task<DriverPackage> ReadAsync(IOciRepository repository, string tagOrDigest, CancellationToken cancellationToken)
    {
        var index = await repository.ResolveAsync(tagOrDigest, cancellationToken) ?? throw Errors.NoSuchPackage(repository, tagOrDigest);
        var package = await ReadAsync(repository, index, cancellationToken);
        return Digest.TryParse(tagOrDigest, out _) ? package : package with { Tags = [tagOrDigest] };
    }

    /// <summary>Every package that a tag of the repository points to; what is no package, or not a sound one, is listed with the reason.</summary>
    public static async Task<PackageListing> ListAsync(IOciRepository repository, CancellationToken cancellationToken)
    {
        Dictionary<Digest, DriverPackage> packages = [];
        List<SkippedTag> skipped = [];
        foreach (var tag in (await repository.ListTagsAsync(cancellationToken)).Take(MostListed).Where(tag => !IsReferrersTag(tag)))
        {
            try
            {
                var package = await ReadAsync(repository, tag, cancellationToken);
                packages[package.Index.Digest] = packages.TryGetValue(package.Index.Digest, out var known) ? known with { Tags = known.Tags.Add(tag) } : package;
            }
            catch (KeywayException refusal) when (refusal.Code.Kind is ErrorKind.VerificationRefused or ErrorKind.NotFound)
            {
                skipped.Add(new SkippedTag(tag, $"{refusal.Code.Id} {refusal.Message}"));
            }
        }

        return new PackageListing([.. packages.Values], [.. skipped]);
    }

    private static async Task<DriverPackage> ReadAsync(IOciRepository repository, Descriptor found, CancellationToken cancellationToken)
    {
        if (found.MediaType != MediaTypes.ImageIndex) throw Errors.NotAPackage(repository, found, $"expected an image index, found {found.MediaType}");
        var index = await repository.ReadManifestAsync(found, cancellationToken);
        if (index.ArtifactType != DriverConfig.ArtifactType) throw Errors.NotAPackage(repository, found, $"its artifact type is '{index.ArtifactType}', not {DriverConfig.ArtifactType}");
        if (PackageConsistency.ProblemOf(index) is { } problem) throw Errors.Inconsistent(repository, found, problem);

        var builds = ImmutableArray.CreateBuilder<IsaBuild>(index.Children.Length);
        foreach (var child in index.Children) builds.Add(await ReadBuildAsync(repository, found, child, cancellationToken));
        if (PackageConsistency.ProblemOf(index, builds) is { } contradiction) throw Errors.Inconsistent(repository, found, contradiction);
        return new DriverPackage { Source = repository.Name, Index = found, Builds = builds.ToImmutable() };
    }

    private static async Task<IsaBuild> ReadBuildAsync(IOciRepository repository, Descriptor index, Descriptor child, CancellationToken cancellationToken)
    {
        var manifest = await repository.ReadManifestAsync(child, cancellationToken);
        if (PackageConsistency.TypeProblemOf(manifest) is { } problem) throw Errors.Inconsistent(repository, index, problem);
        var bytes = await repository.ReadDocumentAsync(manifest.Config!, DriverConfigJson.MaxLength, cancellationToken);
        var config = DriverConfigJson.Read(bytes, $"config {manifest.Config!.Digest} in {repository.Name}");
        if (PackageConsistency.ProblemOf(manifest, child, config) is { } contradiction) throw Errors.Inconsistent(repository, index, contradiction);
        return new IsaBuild { Manifest = child, Config = config };
    }

    // The referrers tag schema of registries without the referrers API: `sha256-<hex>`.
    private static bool IsReferrersTag(string tag) => Digest.TryParse(tag.Replace('-', ':'), out _);
}
