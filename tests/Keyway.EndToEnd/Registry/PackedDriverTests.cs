// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Distribution;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Registry;

/// <summary>The sample driver, packed for real, through docker-registry and the clients of others: digests stay, every ISA can be pulled, the image flavour is valid.</summary>
public sealed class PackedDriverTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private RegistryProcess? registry;
    private JsonNode? packed;
    private string? zstdDigest;

    private string Target => $"{registry!.Authority}/gpu/kw-link";

    private string Index => packed!["digest"]!.GetValue<string>();

    private string Image => packed!["imageReference"]!.GetValue<string>();

    private string ImageDigest => packed!["imageDigest"]!.GetValue<string>();

    public async ValueTask InitializeAsync()
    {
        registry = await RegistryProcess.StartAsync();
        packed = JsonNode.Parse(await KeywayAsync("pack", RepositoryRoot.Combine("samples", "kw-link", "2.3.1"), "--output", "oci:out:v1", "--image-compatible", "--json"));
        await KeywayAsync("push", "oci:out:v1", Target);
        await KeywayAsync("push", Image, $"{Target}:image");
        var zstd = JsonNode.Parse(await KeywayAsync("pack", RepositoryRoot.Combine("samples", "kw-link", "2.3.1"), "--output", "oci:zstd", "--image-compatible=zstd", "--json"))!;
        await KeywayAsync("push", zstd["imageReference"]!.GetValue<string>(), $"{Target}:image-zstd");
        zstdDigest = zstd["imageDigest"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        if (registry is not null) await registry.DisposeAsync();
        directory.Dispose();
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("image")]
    [InlineData("image-zstd")]
    public async Task Skopeo_keeps_the_index_digest_both_ways(string tag)
    {
        await PeerProgram.SkopeoAsync(directory.Path, "copy", "--all", "--src-tls-verify=false", $"docker://{Target}:{tag}", $"oci:{directory.Combine("theirs")}:{tag}");
        await PeerProgram.SkopeoAsync(directory.Path, "copy", "--all", "--dest-tls-verify=false", $"oci:{directory.Combine("theirs")}:{tag}", $"docker://{Target}:back");

        var back = await PeerProgram.RunAsync("crane", directory.Path, "digest", "--insecure", $"{Target}:back");
        Assert.Equal(tag switch { "v1" => Index, "image" => ImageDigest, _ => zstdDigest }, back.Trim());
    }

    [Theory]
    [InlineData("riscv64")]
    [InlineData("amd64")]
    [InlineData("arm64")]
    public async Task Each_isa_is_listed_and_pulled_by_oras_and_skopeo(string isa)
    {
        await PeerProgram.RunAsync("oras", directory.Path, "pull", "--plain-http", "--platform", $"linux/{isa}", "--output", directory.Combine("files"), $"{Target}:v1");
        await PeerProgram.SkopeoAsync(directory.Path, "copy", "--src-tls-verify=false", "--override-os", "linux", "--override-arch", isa, $"docker://{Target}:v1", $"oci:{directory.Combine(isa)}:v1");

        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        await using var theirs = LayoutDirectory.Open(directory.Combine(isa), TimeProvider.System);
        var index = await layout.ReadManifestAsync((await layout.ResolveAsync("v1", TestContext.Current.CancellationToken))!, TestContext.Current.CancellationToken);
        var manifest = await layout.ReadManifestAsync(index.Children.Single(child => child.Platform!.Architecture == isa), TestContext.Current.CancellationToken);
        Assert.Equal(manifest.Descriptor.Digest, (await theirs.ResolveAsync("v1", TestContext.Current.CancellationToken))!.Digest);
        foreach (var layer in manifest.Layers) Assert.Equal(layer.Size, new FileInfo(directory.Combine("files", layer.Annotation(AnnotationKeys.Title)!)).Length);
    }

    [Fact]
    public async Task Crane_finds_the_image_flavour_valid() => await PeerProgram.RunAsync("crane", directory.Path, "validate", "--insecure", "--remote", $"{Target}:image");

    // What docker, containerd and Kubernetes mount: all layers of one child, one over the other.
    [Theory]
    [InlineData("image", "riscv64")]
    [InlineData("image", "amd64")]
    [InlineData("image-zstd", "arm64")]
    public async Task The_image_of_each_isa_unpacks_with_gnu_tar_to_the_package_tree(string tag, string isa)
    {
        await PeerProgram.SkopeoAsync(directory.Path, "copy", "--src-tls-verify=false", "--override-os", "linux", "--override-arch", isa, $"docker://{Target}:{tag}", $"oci:{directory.Combine(isa)}:v1");
        await using var layout = LayoutDirectory.Open(directory.Combine(isa), TimeProvider.System);
        var manifest = await layout.ReadManifestAsync((await layout.ResolveAsync("v1", TestContext.Current.CancellationToken))!, TestContext.Current.CancellationToken);
        var tree = Directory.CreateDirectory(directory.Combine("tree")).FullName;
        var filter = tag == "image" ? "--gzip" : "--zstd";
        foreach (var layer in manifest.Layers) await ProgramRun.SucceedsAsync("tar", ["-x", filter, "-f", layout.Blobs.PathOf(layer.Digest), "-C", tree]);

        var expected = (await PackedFilesAsync(isa)).Where(file => file.Digest is not null).ToDictionary(file => file.Path, file => file.Digest!.Value);
        var unpacked = Directory.EnumerateFiles(tree, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).LinkTarget is null).ToDictionary(file => Path.GetRelativePath(tree, file), file => Digest.OfBytes(File.ReadAllBytes(file)));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(file => file.Key, StringComparer.Ordinal), unpacked.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_we_pull_back_is_what_was_packed()
    {
        Assert.Equal(Index, (await KeywayAsync("pull", $"{Target}:v1", "oci:back:v1")).Trim());
        Assert.Equal(await KeywayAsync("inspect", "oci:out:v1", "--raw"), await KeywayAsync("inspect", "oci:back:v1", "--raw"));
    }

    private async Task<IEnumerable<PackagedFile>> PackedFilesAsync(string isa)
    {
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        var package = await PackageCatalogue.ReadAsync(layout, "v1", TestContext.Current.CancellationToken);
        return package.Builds.Single(build => build.Isa.Word() == isa).Config.Layers.SelectMany(layer => layer.Files);
    }

    private async Task<string> KeywayAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"keyway {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Error}");
        return run.Output;
    }
}
