// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>What keyway signs and attests, verified by the real cosign, in a registry without the referrers API and in one with it.</summary>
public sealed class CosignReadsOursTests : IAsyncLifetime
{
    private const string Predicate = "https://example.com/burn-in/v1";

    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();
    private RegistryProcess? registry;
    private MemoryRegistry? memory;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Cosign Cosign => new(directory.Path);

    public async ValueTask InitializeAsync()
    {
        registry = await RegistryProcess.StartAsync();
        memory = new MemoryRegistry();
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        await File.WriteAllTextAsync(directory.Combine("password"), Cosign.Password, Cancellation);
        await File.WriteAllTextAsync(directory.Combine("burn-in.json"), """{"hours":72,"passed":true}""", Cancellation);
        await KeywayAsync("key", "generate", "--output", "ours", "--password-file", "password");
    }

    public async ValueTask DisposeAsync()
    {
        if (registry is not null) await registry.DisposeAsync();
        if (memory is not null) await memory.DisposeAsync();
        directory.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cosign_verifies_the_index_and_each_child_by_its_own_signature(bool hasReferrersApi)
    {
        var target = await PushAsync(hasReferrersApi);
        await KeywayAsync("sign", $"{target}:v1", "--key", "ours.key", "--password-file", "password");

        foreach (var manifest in (Descriptor[])[sample.Index, .. await ChildrenAsync()])
        {
            var verified = await Cosign.VerifyAsync($"{target}@{manifest.Digest}", directory.Combine("ours.pub"));
            Assert.True(verified.ExitStatus == 0, verified.Error);
            Assert.Equal(manifest.Digest.ToString(), (string)JsonNode.Parse(verified.Output)![0]!["critical"]!["image"]!["docker-manifest-digest"]!);
        }
    }

    [Fact]
    public async Task Cosign_refuses_a_child_that_was_left_out_and_another_key()
    {
        var target = await PushAsync(hasReferrersApi: false);
        await KeywayAsync("sign", $"{target}:v1", "--recursive", "false", "--key", "ours.key", "--password-file", "password");
        await KeywayAsync("key", "generate", "--output", "other", "--no-password");

        Assert.Equal(0, (await Cosign.VerifyAsync($"{target}:v1", directory.Combine("ours.pub"))).ExitStatus);
        Assert.NotEqual(0, (await Cosign.VerifyAsync($"{target}:v1", directory.Combine("other.pub"))).ExitStatus);
        Assert.NotEqual(0, (await Cosign.VerifyAsync($"{target}@{(await ChildrenAsync())[0].Digest}", directory.Combine("ours.pub"))).ExitStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cosign_verifies_an_attestation_and_finds_its_predicate(bool hasReferrersApi)
    {
        var target = await PushAsync(hasReferrersApi);
        await KeywayAsync("attest", $"{target}:v1", "--recursive", "true", "--type", Predicate, "--predicate", "burn-in.json", "--key", "ours.key", "--password-file", "password");

        foreach (var manifest in (Descriptor[])[sample.Index, .. await ChildrenAsync()])
        {
            var verified = await Cosign.VerifyAttestationAsync($"{target}@{manifest.Digest}", directory.Combine("ours.pub"), Predicate);
            Assert.True(verified.ExitStatus == 0, verified.Error);
            var payload = JsonNode.Parse(Convert.FromBase64String((string)JsonNode.Parse(verified.Output.Trim())!["payload"]!))!;
            Assert.Equal("""{"hours":72,"passed":true}""", payload["predicate"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_key_of_cosign_signs_with_keyway_and_a_key_of_keyway_with_cosign()
    {
        var cosign = await Cosign.WithKeyAsync(directory.Path);
        var target = await PushAsync(hasReferrersApi: false);
        await KeywayAsync("sign", $"{target}:v1", "--key", "cosign.key", "--password-file", "password");
        await KeywayAsync("key", "export", "ours.key", "--output", "exported", "--password-file", "password");

        Assert.Equal(0, (await cosign.VerifyAsync($"{target}:v1", cosign.PublicKey)).ExitStatus);
        await cosign.SucceedsAsync("sign", "--yes", "--key", "exported.key", "--signing-config", "signing-config.json", $"{target}:v1");
        Assert.Equal(0, (await cosign.VerifyAsync($"{target}:v1", directory.Combine("ours.pub"))).ExitStatus);
    }

    [Fact]
    public async Task Oras_discovers_the_signatures_by_type_and_takes_them_along()
    {
        var target = await PushAsync(hasReferrersApi: false);
        await KeywayAsync("sign", $"{target}:v1", "--key", "ours.key", "--password-file", "password");

        var discovered = JsonNode.Parse(await PeerProgram.RunAsync("oras", directory.Path, "discover", "--plain-http", "--format", "json", "--artifact-type", "application/vnd.dev.sigstore.bundle.v0.3+json", $"{target}:v1"))!;
        await PeerProgram.RunAsync("oras", directory.Path, "cp", "-r", "--from-plain-http", "--to-plain-http", $"{target}:v1", $"{registry!.Authority}/mirror/driver:v1");

        Assert.Single((discovered["referrers"] ?? discovered["manifests"])!.AsArray());
        Assert.Equal(0, (await Cosign.VerifyAsync($"{registry.Authority}/mirror/driver:v1", directory.Combine("ours.pub"))).ExitStatus);
    }

    private async Task<string> PushAsync(bool hasReferrersApi)
    {
        var target = hasReferrersApi ? memory!.Reference.ToString() : $"{registry!.Authority}/gpu/driver";
        await KeywayAsync("push", "oci:out:v1", target);
        return target;
    }

    private async Task<IReadOnlyList<Descriptor>> ChildrenAsync()
    {
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        return (await layout.ReadManifestAsync(sample.Index, Cancellation)).Children;
    }

    private async Task<string> KeywayAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"keyway {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Error}");
        return run.Output;
    }
}
