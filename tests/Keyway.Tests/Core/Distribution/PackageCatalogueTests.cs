// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Distribution;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Distribution;

public sealed partial class PackageCatalogueTests
{
    private readonly UncheckedRepository repository = new();
    private readonly HandMadePackage package;

    public PackageCatalogueTests() => package = new HandMadePackage(repository);

    [Fact]
    public async Task Package_is_read_by_tag_and_by_digest()
    {
        var index = await package.PushAsync("2.3.1", Isa.Riscv64, Isa.Amd64);

        var byTag = await ReadAsync("2.3.1");
        var byDigest = await ReadAsync(index.Digest.ToString());

        Assert.Equal([Isa.Riscv64, Isa.Amd64], byTag.Builds.Select(build => build.Isa));
        Assert.Equal(index.Digest, byTag.Index.Digest);
        Assert.Equal(["2.3.1"], byTag.Tags);
        Assert.Equal("demo", byTag.Manifest.Package);
        Assert.Empty(byDigest.Tags);
    }

    [Fact]
    public async Task Listing_groups_tags_and_reports_what_is_no_package()
    {
        var index = await package.PushAsync("2.3.1", Isa.Riscv64);
        await repository.TagAsync(index, "stable", TestContext.Current.CancellationToken);
        var foreign = await package.PushAsync(MediaTypes.ImageIndex, """{"schemaVersion":2,"manifests":[]}"""u8.ToArray());
        await repository.TagAsync(foreign, "foreign", TestContext.Current.CancellationToken);

        var listing = await PackageCatalogue.ListAsync(repository, TestContext.Current.CancellationToken);

        Assert.Equal(["2.3.1", "stable"], Assert.Single(listing.Packages).Tags);
        var skipped = Assert.Single(listing.Skipped);
        Assert.Equal("foreign", skipped.Tag);
        Assert.StartsWith("KW1502 ", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_leaves_out_referrers_tags()
    {
        var index = await package.PushAsync("2.3.1", Isa.Riscv64);
        await repository.TagAsync(index, index.Digest.ToString().Replace(':', '-'), TestContext.Current.CancellationToken);

        var listing = await PackageCatalogue.ListAsync(repository, TestContext.Current.CancellationToken);

        Assert.Equal(["2.3.1"], Assert.Single(listing.Packages).Tags);
        Assert.Empty(listing.Skipped);
    }

    [Fact]
    public Task Absent_tags_are_not_found() => RefusesAsync("KW1501", "no-such-tag");

    [Fact]
    public async Task Single_manifests_are_no_package()
    {
        var manifest = await package.PushAsync(MediaTypes.ImageManifest, """{"schemaVersion":2}"""u8.ToArray());
        await repository.TagAsync(manifest, "single", TestContext.Current.CancellationToken);

        await RefusesAsync("KW1502", "single");
    }

    [Fact]
    public Task Empty_index_is_refused() => RefusesAsync("KW1503-empty", index: index => index with { Manifests = [] });

    [Fact]
    public Task Index_of_too_many_manifests_is_refused() =>
        RefusesAsync("KW1503-many", index: index => index with { Manifests = [.. Enumerable.Repeat(index.Manifests[0], 17)] });

    [Fact]
    public Task Two_builds_of_one_isa_are_refused() => RefusesAsync("KW1503-twice", index: index => index with { Manifests = [index.Manifests[0], index.Manifests[0]] });

    [Fact]
    public Task Nested_index_is_refused() => RefusesAsync("KW1503-nested", index: OfChild(child => child with { MediaType = MediaTypes.ImageIndex }));

    [Fact]
    public Task Child_without_linux_platform_is_refused() => RefusesAsync("KW1503-platform", index: OfChild(child => child with { Platform = null }));

    [Fact]
    public Task Child_of_an_unknown_isa_is_refused() =>
        RefusesAsync("KW1503-isa", index: OfChild(child => child with { Platform = new Platform { Architecture = "s390x", Os = "linux" } }));

    [Fact]
    public Task Config_of_another_isa_is_refused() => RefusesAsync("KW1503-config-isa", config: config => config with { Isa = Isa.Amd64, Layers = [config.Layers[0] with { Title = "amd64/userspace.tar.zst" }] });

    [Fact]
    public Task Manifest_of_another_artifact_type_is_refused() => RefusesAsync("KW1503-type", manifest: manifest => manifest with { ArtifactType = "application/x" });

    [Fact]
    public Task Manifest_with_a_foreign_config_is_refused() =>
        RefusesAsync("KW1503-config-type", manifest: manifest => manifest with { Config = manifest.Config with { MediaType = MediaTypes.ImageConfig } });

    [Fact]
    public Task Unlisted_layer_is_refused() => RefusesAsync("KW1503-unlisted", manifest: manifest => manifest with { Layers = [manifest.Layers[0], manifest.Layers[0]] });

    [Fact]
    public Task Layer_of_a_foreign_type_is_refused() =>
        RefusesAsync("KW1503-layer-type", manifest: manifest => manifest with { Layers = [manifest.Layers[0] with { MediaType = MediaTypes.ImageLayerTarZstd }] });

    [Fact]
    public Task Layer_that_is_not_the_listed_one_is_refused() => RefusesAsync(
        "KW1503-layer",
        config: config => config with { Layers = [config.Layers[0] with { Digest = Digest.OfBytes("other"u8) }] });

    [Fact]
    public Task Wrong_version_annotation_is_refused() =>
        RefusesAsync("KW1503-version", index: index => index with { Annotations = ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Version, "9.9.9") });

    [Fact]
    public async Task Builds_with_different_capability_manifests_are_refused()
    {
        await package.PushAsync("2.3.1", Isa.Riscv64, Isa.Arm64);

        await RefusesAsync("KW1503-manifests", "2.3.1");
    }

    [Fact]
    public Task Config_that_claims_to_be_huge_is_refused_unread() =>
        RefusesAsync("KW1109-config", manifest: manifest => manifest with { Config = manifest.Config with { Size = 1L << 40 } });

    [Fact]
    public async Task Index_that_is_no_json_is_refused()
    {
        var broken = await package.PushAsync(MediaTypes.ImageIndex, "{\"schemaVersion\":2,"u8.ToArray());
        await repository.TagAsync(broken, "broken", TestContext.Current.CancellationToken);

        await RefusesAsync("KW1108-index", "broken");
    }

    private static Func<ImageIndex, ImageIndex> OfChild(Func<Descriptor, Descriptor> spoil) => index => index with { Manifests = [spoil(index.Manifests[0])] };

    private async Task RefusesAsync(
        string golden,
        Func<DriverConfig, DriverConfig>? config = null,
        Func<ImageManifest, ImageManifest>? manifest = null,
        Func<ImageIndex, ImageIndex>? index = null)
    {
        package.Config = config ?? package.Config;
        package.Manifest = manifest ?? package.Manifest;
        package.Index = index ?? package.Index;
        await package.PushAsync("spoilt", Isa.Riscv64);

        await RefusesAsync(golden, "spoilt");
    }

    private async Task RefusesAsync(string golden, string tag)
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ReadAsync(tag));

        Assert.Equal(golden[..6], refusal.Code.Id);
        Golden.Verify($"errors/{golden}.txt", DigestHex().Replace(ErrorText.Of(refusal), "sha256:HEX"));
    }

    // Digests follow from every detail of the config format, which other tests hold.
    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DigestHex();

    private Task<DriverPackage> ReadAsync(string tagOrDigest) => PackageCatalogue.ReadAsync(repository, tagOrDigest, TestContext.Current.CancellationToken);
}
