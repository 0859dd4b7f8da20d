// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli;
using Keyway.Packages;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>Payloads that change between verification and use, and payloads of two signed packages put together: <c>keyway install --key</c> refuses on the host's own record and installs nothing.</summary>
public sealed class AuditedPayloadTests : IDisposable
{
    private readonly AuditedScene scene = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Driver_of_one_signed_package_with_firmware_of_another_is_refused_on_the_hosts_own_record(bool hasCopiedSignatures)
    {
        foreach (var version in (string[])["2.3.1", "2.4.0"])
        {
            await scene.PackAsync(version);
            await scene.DoneAsync("sign", "oci:repo:" + version, "--key", "release.key");
            await scene.DoneAsync("verify", "oci:repo:" + version, "--key", "release.pub");
        }
        await MixAsync(hasCopiedSignatures);
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:mixed", "--allow-unverified", "--dry-run"));

        await scene.RefusedByHostAsync("KW2252", "install", await scene.InstallAsync("oci:repo:mixed", "--key", "release.pub"));

        Assert.Equal(hasCopiedSignatures, (await scene.LastReasonAsync()).Contains("KW2174", StringComparison.Ordinal));
        Assert.Null(scene.Host.Current);
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:2.3.1", "--key", "release.pub"));
    }

    [Theory]
    [InlineData("KW1134", "index")]
    [InlineData("KW1134", "manifest")]
    [InlineData("KW1003", "config")]
    [InlineData("KW1003", "layer")]
    public async Task Bytes_that_change_after_they_were_verified_are_refused_on_the_hosts_own_record(string code, string what)
    {
        await using MemoryRegistry registry = new();
        var (reference, digests) = await PublishAsync(registry);
        await scene.DoneAsync(await scene.InstallAsync(reference, "--key", "release.pub", "--dry-run"));
        await scene.DoneAsync("pull", reference, "oci:copy", "--key", "release.pub");
        var (digest, bytes) = digests[what];
        registry.Override = request => IsGet(request, digest) ? Answer(what, Altered(bytes), digest) : null;

        await scene.RefusedByHostAsync(code, "install", await scene.InstallAsync(reference, "--key", "release.pub"));

        Assert.Null(scene.Host.Current);
        registry.Override = _ => null;
        await scene.DoneAsync(await scene.InstallAsync(reference, "--key", "release.pub"));
    }

    [Fact]
    public async Task Layer_that_has_other_bytes_after_a_cut_is_refused_on_the_hosts_own_record()
    {
        await using MemoryRegistry registry = new();
        var (reference, digests) = await PublishAsync(registry);
        var (digest, bytes) = digests["layer"];
        var install = await scene.InstallAsync(reference, "--key", "release.pub");
        registry.Override = request => !IsGet(request, digest) ? null : LoopbackResponse.Raw(async (stream, stop) =>
        {
            await stream.WriteAsync(LoopbackResponse.Head(200, ("Content-Length", $"{bytes.Length}"), ("Docker-Content-Digest", digest)), stop);
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), stop);
        });
        Assert.Equal(ExitCode.TryLater, (await scene.RunAsync(install)).ExitCode);
        registry.Override = request => IsGet(request, digest) ? Answer("layer", Altered(bytes), digest) : null;

        await scene.RefusedByHostAsync("KW1003", "install", install);

        Assert.Null(scene.Host.Current);
    }

    public void Dispose() => scene.Dispose();

    private static bool IsGet(LoopbackRequest request, string digest) => request.Method == "GET" && request.Path.EndsWith(digest, StringComparison.Ordinal);

    private static byte[] Altered(byte[] bytes) => [.. bytes[..^2], (byte)(bytes[^2] ^ 1), bytes[^1]];

    private static LoopbackResponse Answer(string what, byte[] bytes, string digest) => LoopbackResponse.Of(
        200, bytes, ("Content-Type", what switch { "index" => MediaTypes.ImageIndex, "manifest" => MediaTypes.ImageManifest, _ => MediaTypes.OctetStream }), ("Docker-Content-Digest", digest));

    // A signed package in a registry, and what this host reads of it.
    private async Task<(string Reference, Dictionary<string, (string Digest, byte[] Bytes)> Parts)> PublishAsync(MemoryRegistry registry)
    {
        await scene.PackAsync("2.3.1");
        await scene.DoneAsync("sign", "oci:repo:2.3.1", "--key", "release.key");
        await scene.DoneAsync("push", "oci:repo:2.3.1", $"{registry.Reference}:2.3.1");
        await using var layout = LayoutDirectory.Open(scene.Combine("repo"), TimeProvider.System);
        var package = await BuildAsync(layout, "2.3.1");
        Dictionary<string, Descriptor> parts = new() { ["index"] = package.Index, ["manifest"] = package.Build, ["config"] = package.Manifest.Config, ["layer"] = package.Manifest.Layers[0] };
        return ($"{registry.Reference}:2.3.1", parts.ToDictionary(part => part.Key, part => (part.Value.Digest.ToString(), File.ReadAllBytes(layout.Blobs.PathOf(part.Value.Digest)))));
    }

    private async Task MixAsync(bool copiesSignatures)
    {
        await using var layout = LayoutDirectory.Open(scene.Combine("repo"), TimeProvider.System);
        var (driver, firmware) = (await BuildAsync(layout, "2.3.1"), await BuildAsync(layout, "2.4.0"));
        var (to, from) = (PlaceOf(driver.Config), PlaceOf(firmware.Config));
        Assert.NotEqual(driver.Config.Layers[to].Digest, firmware.Config.Layers[from].Digest);
        var config = driver.Config with
        {
            Layers = driver.Config.Layers.SetItem(to, firmware.Config.Layers[from]),
            // The other firmware under the revision of the signed one, so that nothing but the signature can tell.
            Manifest = driver.Config.Manifest with { Firmware = [driver.Config.Manifest.Firmware[0] with { Sha256 = firmware.Config.Manifest.Firmware[0].Sha256 }] },
        };
        var configBytes = DriverConfigJson.Write(config);
        var manifest = driver.Manifest with { Layers = driver.Manifest.Layers.SetItem(to, firmware.Manifest.Layers[from]), Config = SampleArtifact.Describe(DriverConfig.MediaType, configBytes) };
        var manifestBytes = JsonSerializer.SerializeToUtf8Bytes(manifest, OciJson.Canonical.ImageManifest);
        var build = driver.Build with { Digest = Digest.OfBytes(manifestBytes), Size = manifestBytes.Length };
        var index = JsonSerializer.Deserialize(Read(layout, driver.Index), OciJson.Canonical.ImageIndex)! with { Manifests = [build] };
        var indexBytes = JsonSerializer.SerializeToUtf8Bytes(index, OciJson.Canonical.ImageIndex);
        var mixed = SampleArtifact.Describe(MediaTypes.ImageIndex, indexBytes);
        await SampleArtifact.PushAsync(layout, [(manifest.Config, configBytes), (build, manifestBytes), (mixed, indexBytes)]);
        await layout.TagAsync(mixed, "mixed", Stop);
        if (!copiesSignatures) return;
        foreach (var (signed, copy) in ((Descriptor, Descriptor)[])[(driver.Index, mixed), (firmware.Index, mixed), (driver.Build, build), (firmware.Build, build)])
            await CopySignaturesAsync(layout, signed, copy);
    }

    private static async Task CopySignaturesAsync(LayoutDirectory layout, Descriptor signed, Descriptor copy)
    {
        foreach (var bundle in (await BundleReferrers.FindAsync(layout, signed.Digest, Stop)).Bundles)
            await new BundleAttachment { Bundle = await bundle.ReadAsync(layout, Stop), PredicateType = BundleAnnotation.SignPredicate, Created = DateTimeOffset.UnixEpoch }.PushAsync(layout, copy, Stop);
    }

    private static int PlaceOf(DriverConfig config) => config.Layers.ToList().FindIndex(layer => layer.Kind == PayloadKind.Firmware);

    private static byte[] Read(LayoutDirectory layout, Descriptor descriptor) => File.ReadAllBytes(layout.Blobs.PathOf(descriptor.Digest));

    private static async Task<(Descriptor Index, Descriptor Build, ImageManifest Manifest, DriverConfig Config)> BuildAsync(LayoutDirectory layout, string tag)
    {
        var index = (await layout.ResolveAsync(tag, Stop))!;
        var build = (await layout.ReadManifestAsync(index, Stop)).Children.Single(child => child.Platform!.Architecture == "riscv64");
        var manifest = JsonSerializer.Deserialize(Read(layout, build), OciJson.Canonical.ImageManifest)!;
        return (index, build, manifest, DriverConfigJson.Read(Read(layout, manifest.Config), tag));
    }
}
