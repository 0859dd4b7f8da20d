// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>sign, attest and verify with managed keys, on a layout and on files.</summary>
public sealed class VerifyCommandTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        await File.WriteAllTextAsync(directory.Combine("claim.json"), """{"passed":true}""", Cancellation);
        await File.WriteAllTextAsync(directory.Combine("firmware.bin"), "firmware", Cancellation);
        await File.WriteAllTextAsync(directory.Combine("other.bin"), "other", Cancellation);
        foreach (var name in (string[])["release", "stranger"]) await DoneAsync("key", "generate", "--output", name, "--no-password");
    }

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_signed_artifact_is_verified_manifest_by_manifest()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key", "--repository", "registry.example/gpu/driver");

        var text = (await DoneAsync("verify", "oci:out:v1", "--key", "stranger.pub", "--key", "release.pub", "--repository", "registry.example/gpu/driver")).Output;
        var document = JsonNode.Parse((await DoneAsync("verify", "oci:out:v1", "--key", "release.pub", "--json")).Output)!;

        Golden.Verify("cli/verify.txt", text.Replace(Fingerprint("release"), "KEY", StringComparison.Ordinal));
        Assert.True((bool)document["verified"]!);
        Assert.Equal($"oci:out@{sample.Index.Digest}", (string)document["subject"]!);
        Assert.Equal(4, document["manifests"]!.AsArray().Count);
        Assert.Equal(Fingerprint("release"), (string)document["manifests"]![1]!["signature"]!["key"]!);
        Assert.Equal("https://sigstore.dev/cosign/sign/v1", (string)document["manifests"]![1]!["signature"]!["predicateType"]!);
    }

    [Fact]
    public async Task An_unsigned_artifact_is_refused_with_status_21()
    {
        var run = await RunAsync("verify", "oci:out:v1", "--key", "release.pub");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.StartsWith("keyway: KW2252 ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  linux/amd64  ", run.Output, StringComparison.Ordinal);
        Assert.Contains("    no signature is attached to it\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_a_refusal_is_the_same_document_and_nothing_else()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "stranger.key", "--recursive", "false");

        var run = await RunAsync("verify", "oci:out:v1", "--key", "release.pub", "--json");

        var document = JsonNode.Parse(run.Output)!;
        Assert.Equal((ExitCode.VerificationRefused, ""), (run.ExitCode, run.Error));
        Assert.False((bool)document["verified"]!);
        Assert.Equal("KW2170", (string)document["manifests"]![0]!["refused"]![0]!["reasons"]![0]!["code"]!);
    }

    [Fact]
    public async Task A_signature_for_another_repository_is_refused_with_status_22()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key", "--repository", "registry.example/gpu/driver");

        var run = await RunAsync("verify", "oci:out:v1", "--key", "release.pub", "--repository", "registry.example/gpu/other");

        Assert.Equal(ExitCode.PolicyRefused, run.ExitCode);
        Assert.Contains("KW2251", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_or_a_timestamp_can_be_insisted_on()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");

        Assert.Contains("KW2179", (await RunAsync("verify", "oci:out:v1", "--key", "release.pub", "--require-logs", "1")).Error, StringComparison.Ordinal);
        Assert.Contains("KW2178", (await RunAsync("verify", "oci:out:v1", "--key", "release.pub", "--require-timestamps", "1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attestation_is_verified_by_its_type_and_shown()
    {
        await DoneAsync("attest", "oci:out:v1", "--key", "release.key", "--type", "test-result", "--predicate", "claim.json");

        var document = JsonNode.Parse((await DoneAsync("verify", "oci:out:v1", "--key", "release.pub", "--type", "test-result", "--json")).Output)!;
        var other = await RunAsync("verify", "oci:out:v1", "--key", "release.pub", "--type", "spdx");
        var signature = await RunAsync("verify", "oci:out:v1", "--key", "release.pub");

        Assert.Equal("""{"passed":true}""", Assert.Single(document["manifests"]!.AsArray())!["signature"]!["predicate"]!.ToJsonString());
        Assert.Equal((ExitCode.VerificationRefused, ExitCode.VerificationRefused), (other.ExitCode, signature.ExitCode));
    }

    [Fact]
    public async Task A_file_is_signed_and_verified_with_a_bundle_beside_it()
    {
        await DoneAsync("sign", "firmware.bin", "--bundle", "firmware.json", "--key", "release.key");

        var run = await DoneAsync("verify", "firmware.bin", "--bundle", "firmware.json", "--key", "release.pub");
        var other = await RunAsync("verify", "other.bin", "--bundle", "firmware.json", "--key", "release.pub");
        var json = await RunAsync("verify", "other.bin", "--bundle", "firmware.json", "--key", "release.pub", "--json");

        Assert.StartsWith("firmware.bin  verified\n", run.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.VerificationRefused, ExitCode.VerificationRefused), (other.ExitCode, json.ExitCode));
        Assert.StartsWith("keyway: KW2171 ", other.Error, StringComparison.Ordinal);
        Assert.Equal("KW2171", (string)JsonNode.Parse(json.Output)!["manifests"]![0]!["refused"]![0]!["reasons"]![0]!["code"]!);
    }

    [Theory]
    [InlineData(2, "KW9026", "verify", "oci:out:v1")]
    [InlineData(2, "KW9001", "verify", "oci:out:v1", "--identity", "me")]
    [InlineData(2, "KW9001", "verify", "oci:out:v1", "--issuer", "https://accounts.example.com")]
    [InlineData(2, "KW9001", "verify", "oci:out:v1", "--key", "release.pub", "--require-logs", "-1")]
    [InlineData(2, "KW9001", "verify", "oci:out:v1", "--identity", "me", "--identity-pattern", "^me$", "--issuer", "https://accounts.example.com")]
    [InlineData(2, "KW9001", "verify", "firmware.bin", "--bundle", "firmware.json", "--key", "release.pub", "--repository", "registry.example/gpu/driver")]
    [InlineData(2, "KW9025", "verify", "oci:out:v1", "--identity", "me", "--issuer", "https://accounts.example.com")]
    [InlineData(2, "KW2185", "verify", "oci:out:v1", "--identity-pattern", "me", "--issuer", "https://accounts.example.com")]
    [InlineData(21, "KW2001", "verify", "oci:out:v1", "--key", "release.key")]
    [InlineData(10, "KW9002", "verify", "oci:out:v1", "--key", "absent.pub")]
    [InlineData(10, "KW1106", "verify", "oci:out:v2", "--key", "release.pub")]
    [InlineData(2, "KW9028", "verify", "oci:out:v1", "--key", "release.pub", "--trusted-root", "large.json")]
    public async Task A_wrong_question_is_refused_before_an_answer(int status, string code, params string[] arguments)
    {
        await using (var large = File.Create(directory.Combine("large.json"))) large.SetLength((16 << 20) + 1);

        var run = await RunAsync(arguments);

        Assert.Equal((ExitCode)status, run.ExitCode);
        Assert.StartsWith($"keyway: {code} ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private string Fingerprint(string name) => PublicKey.FromPem(File.ReadAllText(directory.Combine(name + ".pub"))).Fingerprint.ToString();

    private Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.InAsync(directory.Path, arguments);

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error + run.Output);
        return run;
    }
}
