// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>What the real cosign signs and attests, verified by keyway: in a registry without the referrers API, in one with it, and wherever it was copied to.</summary>
public sealed class WeReadCosignTests : IAsyncLifetime
{
    private const string Predicate = "https://example.com/burn-in/v1";

    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();
    private RegistryProcess? registry;
    private MemoryRegistry? memory;
    private Cosign? cosign;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => $"{registry!.Authority}/gpu/driver";

    public async ValueTask InitializeAsync()
    {
        registry = await RegistryProcess.StartAsync();
        memory = new MemoryRegistry();
        cosign = await Cosign.WithKeyAsync(directory.Path);
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        await KeywayAsync("push", "oci:out:v1", Target);
        await KeywayAsync("push", "oci:out:v1", memory.Reference.ToString());
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
    public async Task A_recursive_signature_of_cosign_verifies_index_and_children(bool hasReferrersApi)
    {
        var target = hasReferrersApi ? memory!.Reference.ToString() : Target;
        await cosign!.SignAsync($"{target}:v1", "--recursive");

        var document = JsonNode.Parse(await KeywayAsync("verify", $"{target}:v1", "--key", "cosign.pub", "--json"))!;

        Assert.Equal(4, document["manifests"]!.AsArray().Count(manifest => (bool)manifest!["verified"]!));
    }

    [Fact]
    public async Task A_plain_signature_of_cosign_covers_the_index_only_and_the_first_bare_child_is_named()
    {
        await cosign!.SignAsync($"{Target}:v1");
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        var child = (await layout.ReadManifestAsync(sample.Index, Cancellation)).Children[0];

        var run = await CommandLineRun.InAsync(directory.Path, "verify", $"{Target}:v1", "--key", "cosign.pub");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.Contains($"KW2252 {Target}@{child.Digest} (linux/riscv64) is not verified (3 manifests in all): no signature is attached to it", run.Error, StringComparison.Ordinal);
        await KeywayAsync("verify", $"{Target}:v1", "--key", "cosign.pub", "--recursive", "false");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_attestation_of_cosign_is_verified_and_is_no_signature(bool hasReferrersApi)
    {
        var target = hasReferrersApi ? memory!.Reference.ToString() : Target;
        await File.WriteAllTextAsync(directory.Combine("burn-in.json"), """{"hours":72}""", Cancellation);
        await cosign!.AttestAsync($"{target}:v1", Predicate, directory.Combine("burn-in.json"));

        var document = JsonNode.Parse(await KeywayAsync("verify", $"{target}:v1", "--key", "cosign.pub", "--type", Predicate, "--json"))!;
        var signature = await CommandLineRun.InAsync(directory.Path, "verify", $"{target}:v1", "--key", "cosign.pub", "--recursive", "false");

        Assert.Equal("""{"hours":72}""", document["manifests"]![0]!["signature"]!["predicate"]!.ToJsonString());
        Assert.Equal(ExitCode.VerificationRefused, signature.ExitCode);
        Assert.Contains("KW2175", signature.Error, StringComparison.Ordinal);
        // cosign itself takes the attestation for a signature.
        Assert.Equal(0, (await cosign.VerifyAsync($"{target}:v1", cosign.PublicKey)).ExitStatus);
    }

    [Fact]
    public async Task Signatures_survive_a_copy_with_referrers_and_their_absence_after_one_without_is_noticed()
    {
        await cosign!.SignAsync($"{Target}:v1", "--recursive");

        await PeerProgram.RunAsync("oras", directory.Path, "cp", "-r", "--from-plain-http", "--to-plain-http", $"{Target}:v1", $"{registry!.Authority}/mirror/driver:v1");
        await PeerProgram.RunAsync("oras", directory.Path, "cp", "-r", "--from-plain-http", "--to-oci-layout", $"{Target}:v1", "theirs:v1");
        await KeywayAsync("pull", $"{Target}:v1", "oci:back:v1");
        await PeerProgram.SkopeoAsync(directory.Path, "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false", $"docker://{Target}:v1", $"docker://{registry.Authority}/bare/driver:v1");

        await KeywayAsync("verify", "oci:back:v1", "--key", "cosign.pub");
        await KeywayAsync("verify", $"{registry.Authority}/mirror/driver:v1", "--key", "cosign.pub", "--recursive", "false");
        await KeywayAsync("verify", "oci:theirs:v1", "--key", "cosign.pub", "--recursive", "false");
        var bare = await CommandLineRun.InAsync(directory.Path, "verify", $"{registry.Authority}/bare/driver:v1", "--key", "cosign.pub");
        Assert.Equal(ExitCode.VerificationRefused, bare.ExitCode);
    }

    [Fact]
    public async Task Files_are_signed_by_either_and_verified_by_the_other()
    {
        await File.WriteAllTextAsync(directory.Combine("firmware.bin"), "firmware", Cancellation);
        await File.WriteAllTextAsync(directory.Combine("password"), Cosign.Password, Cancellation);

        await cosign!.SucceedsAsync("sign-blob", "--yes", "--key", "cosign.key", "--signing-config", "signing-config.json", "--bundle", "theirs.json", "firmware.bin");
        await KeywayAsync("verify", "firmware.bin", "--bundle", "theirs.json", "--key", "cosign.pub");
        await KeywayAsync("sign", "firmware.bin", "--bundle", "ours.json", "--key", "cosign.key", "--password-file", "password");
        await cosign.SucceedsAsync("verify-blob", "--key", "cosign.pub", "--insecure-ignore-tlog", "--bundle", "ours.json", "firmware.bin");
    }

    private async Task<string> KeywayAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"keyway {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Output}\n{run.Error}");
        return run.Output;
    }
}
