// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Cli;
using Keyway.Packages;
using Keyway.Tests.Core.Distribution;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class PolicyCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public async ValueTask InitializeAsync()
    {
        var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, CancellationToken.None);
        await new HandMadePackage(layout).PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        await SucceedsAsync("key", "generate", "--no-password", "--output", "release");
        await SucceedsAsync("policy", "init", "site", "--key", "release.pub");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Scaffold_is_a_policy_whose_fixtures_come_out_as_expected()
    {
        var test = await SucceedsAsync("policy", "test", "tests/site.json");
        var again = await RunAsync("policy", "init", "site", "--key", "release.pub");

        Assert.Equal("3 cases, 0 came out differently\n", test.Output);
        Assert.Equal(ExitCode.PreflightFailed, again.ExitCode);
        Assert.Contains("KW9021", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scaffold_for_an_identity_asks_for_a_log()
    {
        await SucceedsAsync("policy", "init", "keyless", "--certificate-oidc-issuer", "https://issuer.example", "--certificate-identity", "ci@example.com", "--directory", "p");

        Assert.Equal("3 cases, 0 came out differently\n", (await SucceedsAsync("policy", "test", "p/tests/keyless.json")).Output);
        Assert.Contains("each in 1 logs", (await SucceedsAsync("policy", "explain", "--policy", "p/keyless.json")).Output, StringComparison.Ordinal);
        Assert.Contains("KW2620", (await RunAsync("policy", "init", "nobody")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_is_refused_until_index_and_builds_are_signed()
    {
        var unsigned = await RunAsync("policy", "check", "oci:out:v1", "--policy", "site.json");
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key", "--recursive", "false");
        var index = await RunAsync("policy", "check", "oci:out:v1", "--policy", "site.json");
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key");
        var all = await RunAsync("policy", "check", "oci:out:v1", "--policy", "site.json");

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.PolicyRefused, ExitCode.Done), (unsigned.ExitCode, index.ExitCode, all.ExitCode));
        Assert.Equal(3, unsigned.Output.Split("signatures.threshold").Length - 1);
        Assert.Equal(2, index.Output.Split("signatures.threshold").Length - 1);
        Assert.StartsWith("admitted: oci:out@sha256:", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_shows_every_rule_and_the_json_is_the_decision()
    {
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key");

        var text = await SucceedsAsync("policy", "explain", "oci:out:v1", "--policy", "site.json");
        var json = await SucceedsAsync("policy", "explain", "oci:out:v1", "--policy", "site.json", "--json");
        var demands = await SucceedsAsync("policy", "explain", "--policy", "site.json", "--json");

        Assert.Equal(3, text.Output.Split("pass    signatures.threshold").Length - 1);
        Assert.True(JsonElement.Parse(json.Output).GetProperty("isAdmitted").GetBoolean());
        Assert.Contains("signatures: the index and each manifest in it, by 1 of release", demands.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_recorded_and_judged_without_the_package()
    {
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key");
        await SucceedsAsync("policy", "check", "oci:out:v1", "--policy", "site.json", "--save-evidence", "evidence.json");

        var judged = await RunAsync("policy", "check", "--evidence", "evidence.json", "--policy", "site.json");
        var both = await RunAsync("policy", "check", "oci:out:v1", "--evidence", "evidence.json", "--policy", "site.json");
        var neither = await RunAsync("policy", "check", "--policy", "site.json");

        Assert.Equal(ExitCode.Done, judged.ExitCode);
        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (both.ExitCode, neither.ExitCode));
        Assert.All([both, neither], run => Assert.Contains("KW9060", run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_decision_is_recorded_in_the_audit_trail()
    {
        var run = await RunAsync("policy", "check", "oci:out:v1", "--policy", "site.json", "--audit", "trail");

        Assert.Equal(ExitCode.PolicyRefused, run.ExitCode);
        Assert.Contains("recorded as 0 sha256:", run.Error, StringComparison.Ordinal);
        var document = Assert.Single(Directory.EnumerateFiles(directory.Combine("trail"), "*", SearchOption.AllDirectories).Select(File.ReadAllText), text => text.Contains("\"signatures.threshold\"", StringComparison.Ordinal));
        Assert.Equal("refused", JsonElement.Parse(document).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Pull_copies_nothing_that_no_policy_admits()
    {
        var refused = await RunAsync("pull", "oci:out:v1", "oci:copy", "--policy", "site.json", "--audit", "trail");
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key");
        var admitted = await RunAsync("pull", "oci:out:v1", "oci:copy", "--policy", "site.json", "--audit", "trail");

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.Done), (refused.ExitCode, admitted.ExitCode));
        Assert.Contains("KW2630", refused.Error, StringComparison.Ordinal);
        var report = await new Keyway.Audit.AuditTrailReader(directory.Combine("trail")).VerifyAsync(null, null, CancellationToken.None);
        Assert.Equal((1, 1), (report.Admitted, report.Refused));
    }

    [Fact]
    public async Task Package_that_is_not_sound_is_refused_with_a_record()
    {
        var index = JsonElement.Parse(await File.ReadAllTextAsync(directory.Combine("out/index.json"))).GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        var blob = directory.Combine("out/blobs/" + index.Replace(':', '/'));
        var bytes = await File.ReadAllBytesAsync(blob);
        bytes[^2] ^= 1;
        File.Delete(blob);
        await File.WriteAllBytesAsync(blob, bytes);

        var refused = await RunAsync("pull", "oci:out:v1", "oci:copy", "--policy", "site.json", "--audit", "trail");

        Assert.Equal(ExitCode.VerificationRefused, refused.ExitCode);
        Assert.Equal(1, (await new Keyway.Audit.AuditTrailReader(directory.Combine("trail")).VerifyAsync(null, null, CancellationToken.None)).Refused);
    }

    [Fact]
    public async Task Audit_trail_without_a_policy_says_that_none_was_asked()
    {
        await SucceedsAsync("pull", "oci:out:v1", "oci:copy", "--audit", "trail");

        var report = await new Keyway.Audit.AuditTrailReader(directory.Combine("trail")).VerifyAsync(null, null, CancellationToken.None);
        Assert.Equal((1, 0), (report.Admitted, report.Refused));
        Assert.Contains(Directory.EnumerateFiles(directory.Combine("trail"), "*.json", SearchOption.AllDirectories).Select(File.ReadAllText), text => text.Contains("no policy was asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fixture_that_comes_out_differently_fails_the_test()
    {
        var path = directory.Combine("tests/site.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"expect\": \"admitted\"", "\"expect\": \"refused\"", StringComparison.Ordinal));

        var text = await RunAsync("policy", "test", "tests/site.json");
        var json = await RunAsync("policy", "test", "tests/site.json", "--json");

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.PolicyRefused), (text.ExitCode, json.ExitCode));
        Assert.Equal("tests/site.json: signed index and build: expected refused, is admitted\n3 cases, 1 came out differently\n", text.Output);
        Assert.Equal("expected refused, is admitted", JsonElement.Parse(json.Output).GetProperty("cases")[0].GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Summary_of_a_trusted_verifier_stands_in_for_the_evidence()
    {
        await SucceedsAsync("key", "generate", "--no-password", "--output", "mirror");
        var refused = await RunAsync("vsa", "create", "oci:out:v1", "--policy", "site.json", "--verifier", "https://example.com/mirror", "--key", "mirror.key");
        await SucceedsAsync("sign", "oci:out:v1", "--key", "release.key");
        await SucceedsAsync("vsa", "create", "oci:out:v1", "--policy", "site.json", "--verifier", "https://example.com/mirror", "--key", "mirror.key", "--repository", "registry.example/demo");
        await WriteMirrorPolicyAsync();

        var mirror = await RunAsync("policy", "explain", "oci:out:v1", "--policy", "mirror.json");
        var unnamed = await RunAsync("vsa", "create", "oci:out:v1", "--policy", "site.json", "--verifier", "mirror", "--key", "mirror.key");

        Assert.Equal(ExitCode.PolicyRefused, refused.ExitCode);
        Assert.Contains("KW2630", refused.Error, StringComparison.Ordinal);
        Assert.StartsWith("admitted", mirror.Output, StringComparison.Ordinal);
        Assert.Contains("pass    summaries", mirror.Output, StringComparison.Ordinal);
        Assert.Contains("KW9061", unnamed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provenance_is_written_once_for_the_same_build_and_admitted_by_policy()
    {
        string[] create = ["provenance", "create", "oci:out:v1", "--builder", "https://example.com/builder", "--source", "https://example.com/driver", "--ref", "refs/tags/v2.3.1", "--commit", new string('a', 40), "--invocation", "https://example.com/runs/7"];
        var first = await SucceedsAsync(create);
        await SucceedsAsync([.. create, "--output", "provenance.json"]);

        Golden.Verify("cli/provenance.json", first.Output);
        Assert.Equal(first.Output, await File.ReadAllTextAsync(directory.Combine("provenance.json")));
        Assert.Equal("https://example.com/builder", SlsaProvenance.Read(JsonElement.Parse(first.Output)).Builder.Id);
        await SucceedsAsync("attest", "oci:out:v1", "--recursive", "--type", "slsaprovenance1", "--predicate", "provenance.json", "--key", "release.key");
    }

    [Fact]
    public async Task Provenance_without_builder_or_commit_is_refused()
    {
        var builder = await RunAsync("provenance", "create", "oci:out:v1");
        var commit = await RunAsync("provenance", "create", "oci:out:v1", "--builder", "https://example.com/builder", "--source", "https://example.com/driver", "--commit", "main");

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (builder.ExitCode, commit.ExitCode));
        Assert.Contains("KW2610", builder.Error, StringComparison.Ordinal);
        Assert.Contains("KW2611", commit.Error, StringComparison.Ordinal);
    }

    private async Task WriteMirrorPolicyAsync()
    {
        var policy = Digest.OfBytes(await File.ReadAllBytesAsync(directory.Combine("site.json")));
        using var stranger = SoftwareKey.Generate(KeyKind.Ed25519);
        var (upstream, mirror) = (JsonSerializer.Serialize(stranger.PublicKey.ToPem()), JsonSerializer.Serialize(await File.ReadAllTextAsync(directory.Combine("mirror.pub"))));
        await File.WriteAllTextAsync(directory.Combine("mirror.json"), $$$"""
            {"schemaVersion":1,"name":"mirror","scope":{},"unknown":"refuse",
             "signers":{"upstream":{"publicKey":{{{upstream}}} },"mirror":{"publicKey":{{{mirror}}} } },
             "signatures":{"signers":["upstream"]},
             "summaries":{"verifiers":[{"id":"https://example.com/mirror","signers":["mirror"],"policies":["{{{policy}}}"],"resources":["registry.example/*"],"maximumAge":"P7D"}]}}
            """);
    }

    private async Task<CommandLineRun> SucceedsAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.True(run.ExitCode == ExitCode.Done, $"{string.Join(' ', args)}: {run.Error}{run.Output}");
        return run;
    }

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.InAsync(directory.Path, args);
}
