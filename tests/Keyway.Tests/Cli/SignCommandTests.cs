// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class SignCommandTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        await File.WriteAllTextAsync(directory.Combine("claim.json"), """{"passed":true}""", Cancellation);
        await File.WriteAllTextAsync(directory.Combine("list.json"), "[]", Cancellation);
        await File.WriteAllTextAsync(directory.Combine("twice.json"), """{"passed":true,"passed":false}""", Cancellation);
        await DoneAsync("key", "generate", "--output", "release", "--no-password");
    }

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sign_prints_the_reference_by_digest_and_says_which_manifests_it_signed()
    {
        var run = await DoneAsync("sign", "oci:out:v1", "--key", "release.key");

        Assert.Equal($"oci:out@{sample.Index.Digest}\n", run.Output);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["manifest", "linux/riscv64", "linux/amd64", "linux/arm64"], lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Contains(sample.Index.Digest.ToString(), lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_without_recursion_signs_the_index_alone()
    {
        var run = await DoneAsync("sign", "oci:out:v1", "--key", "release.key", "--recursive", "false", "--json");

        var signatures = JsonNode.Parse(run.Output)!["signatures"]!.AsArray();
        Assert.Equal(sample.Index.Digest.ToString(), (string)Assert.Single(signatures)!["subject"]!);
    }

    [Fact]
    public async Task Attest_attaches_one_claim_of_the_given_type_to_the_root()
    {
        var run = await DoneAsync("attest", "oci:out:v1", "--key", "release.key", "--type", "slsaprovenance1", "--predicate", "claim.json", "--json");

        Assert.Equal("https://slsa.dev/provenance/v1", (string)JsonNode.Parse(run.Output)!["predicateType"]!);
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        Assert.Equal("https://slsa.dev/provenance/v1", Assert.Single((await BundleReferrers.FindAsync(layout, sample.Index.Digest, Cancellation)).Bundles).ClaimedPredicate);
    }

    [Theory]
    [InlineData(2, "KW9022", "sign", "oci:out:v1")]
    [InlineData(10, "KW2011", "sign", "oci:out:v1", "--key", "absent.key")]
    [InlineData(10, "KW1106", "sign", "oci:out:v2", "--key", "release.key")]
    [InlineData(2, "KW9023", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "claim.json", "--type", "slsa")]
    [InlineData(2, "KW9023", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "claim.json", "--type", "/slsa")]
    [InlineData(2, "KW9023", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "claim.json", "--type", "https://sigstore.dev/cosign/sign/v1")]
    [InlineData(2, "KW9024", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "list.json", "--type", "vsa")]
    [InlineData(2, "KW9024", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "twice.json", "--type", "vsa")]
    [InlineData(10, "KW9002", "attest", "oci:out:v1", "--key", "release.key", "--predicate", "absent.json", "--type", "vsa")]
    public async Task A_refused_signature_attaches_nothing(int status, string code, params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);

        Assert.Equal((ExitCode)status, run.ExitCode);
        Assert.StartsWith($"keyway: {code} ", run.Error, StringComparison.Ordinal);
        await using var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System);
        Assert.Empty(await layout.ReferrersAsync(sample.Index.Digest, null, Cancellation));
    }

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }
}
