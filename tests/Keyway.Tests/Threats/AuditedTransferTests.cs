// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Core.Distribution;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>What a registry, or a layout on a stick, can do to a client, through the command line: refused with its code, and on record with it.</summary>
public sealed class AuditedTransferTests : IDisposable
{
    private readonly AuditedScene scene = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // A tag that leads somewhere; what is there is the matter of the test.
    private static LoopbackResponse Named => LoopbackResponse.HeadOf(99, ("Content-Type", MediaTypes.ImageManifest), ("Docker-Content-Digest", Digest.OfBytes("manifest"u8).ToString()));

    [Fact]
    public async Task Endless_manifest_is_refused_on_record()
    {
        await using LoopbackServer server = new(request => request.Method == "HEAD" ? Named : LoopbackResponse.Raw(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Head("Transfer-Encoding: chunked"), cancellationToken);
            var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
            while (!cancellationToken.IsCancellationRequested) await stream.WriteAsync(chunk, cancellationToken);
        }));

        await scene.RefusedAsync("KW1109", "verify", "verify", $"{server.Authority}/gpu/driver:v1", "--key", "release.pub");
    }

    [Fact]
    public async Task Manifest_that_drips_is_refused_on_record()
    {
        scene.Time = new HurriedTime();
        await using LoopbackServer server = new(request => request.Method == "HEAD" ? Named : LoopbackResponse.Raw(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Head("Content-Length: 99"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));

        await scene.RefusedAsync("KW1126", "verify", "verify", $"{server.Authority}/gpu/driver:v1", "--key", "release.pub");
    }

    [Fact]
    public async Task Redirect_target_gets_no_credentials_and_its_refusal_is_on_record()
    {
        await using LoopbackServer elsewhere = new(_ => LoopbackResponse.Of(401, "", ("WWW-Authenticate", "Basic realm=\"elsewhere\"")));
        await using LoopbackServer registry = new(request => request.Authorization is null
            ? LoopbackResponse.Of(401, "", ("WWW-Authenticate", "Basic realm=\"registry\""))
            : LoopbackResponse.Of(307, "", ("Location", $"http://{elsewhere.Authority}/signed?x=1")));

        await scene.RefusedAsync("KW1121", "verify", "verify", $"{registry.Authority}/gpu/driver:v1", "--key", "release.pub", "--username", "user", "--password-stdin");

        Assert.NotEmpty(elsewhere.Requests);
        Assert.All(elsewhere.Requests, request => Assert.Null(request.Authorization));
        Assert.Contains(registry.Requests, request => request.Authorization is not null);
    }

    [Fact]
    public async Task Indexes_nested_without_end_are_refused_on_record()
    {
        await using (var layout = await LayoutDirectory.CreateAsync(scene.Combine("nested"), TimeProvider.System, Stop))
        {
            Descriptor[] children = [];
            for (var depth = 0; depth <= OciLimits.IndexDepth + 1; depth++) children = [await PushIndexAsync(layout, children)];
            await layout.TagAsync(children[0], "v1", Stop);
        }

        await scene.RefusedAsync("KW2250", "verify", "verify", "oci:nested:v1", "--key", "release.pub");
    }

    [Fact]
    public async Task Child_of_another_isa_under_a_platform_entry_is_refused_on_record()
    {
        await using (var layout = await LayoutDirectory.CreateAsync(scene.Combine("crossed"), TimeProvider.System, Stop))
        {
            HandMadePackage package = new(layout)
            {
                Index = index => index with { Manifests = [index.Manifests[0] with { Platform = index.Manifests[1].Platform }, index.Manifests[1] with { Platform = index.Manifests[0].Platform }] },
            };
            await package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        }

        await scene.DoneAsync("policy", "init", "site", "--key", "release.pub");
        await scene.RefusedAsync("KW1503", "verify", "pull", "oci:crossed:v1", "oci:copy", "--policy", "site.json");
    }

    [Fact]
    public async Task Layer_of_another_size_is_refused_on_the_hosts_own_record()
    {
        await scene.PackAsync("2.3.0");
        await using (var layout = LayoutDirectory.Open(scene.Combine("repo"), TimeProvider.System))
        {
            var index = (await layout.ResolveAsync("2.3.0", Stop))!;
            var build = (await layout.ReadManifestAsync(index, Stop)).Children.Single(child => child.Platform!.Architecture == "riscv64");
            var layer = (await layout.ReadManifestAsync(build, Stop)).Layers[0];
            await File.WriteAllBytesAsync(layout.Blobs.PathOf(layer.Digest), new byte[layer.Size + 1], Stop);
        }

        await scene.RefusedByHostAsync("KW1002", "install", await scene.InstallAsync("oci:repo:2.3.0", "--allow-unverified"));

        Assert.Null(scene.Host.Current);
    }

    [Fact]
    public async Task Package_for_other_hosts_is_refused_on_the_hosts_own_record()
    {
        await scene.PackAsync("2.3.0");

        await scene.RefusedByHostAsync("KW4040", "install", await scene.InstallForAsync("riscv64-board", "oci:repo:2.3.0", "--allow-unverified"));

        Assert.Null(scene.Host.Current);
    }

    public void Dispose() => scene.Dispose();

    private static byte[] Head(string length) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {MediaTypes.ImageManifest}\r\n{length}\r\n\r\n");

    private static async Task<Descriptor> PushIndexAsync(LayoutDirectory layout, Descriptor[] children)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ImageIndex { MediaType = MediaTypes.ImageIndex, Manifests = [.. children] }, OciJson.Canonical.ImageIndex);
        var descriptor = SampleArtifact.Describe(MediaTypes.ImageIndex, bytes);
        await SampleArtifact.PushAsync(layout, [(descriptor, bytes)]);
        return descriptor;
    }
}
