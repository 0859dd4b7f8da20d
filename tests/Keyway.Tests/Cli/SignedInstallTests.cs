// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>install and pull with a wanted signature: what is not signed gets nowhere near the host.</summary>
public sealed class SignedInstallTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly StoreHost host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Tree => RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node");

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["release", "stranger"]) await DoneAsync("key", "generate", "--output", name, "--no-password");
        await DoneAsync("probe", "--root", Tree, "--output", "facts.json");
        await DoneAsync("pack", RepositoryRoot.Combine("samples", "kw-link", "2.3.1"), "--output", "oci:out:v1");
    }

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_signed_package_is_installed_and_the_history_says_by_whom()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");

        var installed = await DoneAsync(Install("--key", "release.pub"));

        Assert.DoesNotContain("UNVERIFIED", installed.Error, StringComparison.Ordinal);
        Assert.Contains("signed by key sha256:", (await DoneAsync("history", "--root", host.Root, "--json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KW2252")]
    [InlineData("KW2252", "sign", "oci:out:v1", "--key", "stranger.key")]
    [InlineData("KW2252", "sign", "oci:out:v1", "--key", "release.key", "--recursive", "false")]
    public async Task An_unsigned_package_one_of_a_stranger_and_one_whose_child_is_not_signed_change_nothing(string code, params string[] before)
    {
        if (before.Length > 0) await DoneAsync(before);

        foreach (var arguments in (string[][])[Install("--key", "release.pub"), Install("--key", "release.pub", "--dry-run")])
        {
            var run = await RunAsync(arguments);
            Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
            Assert.StartsWith($"keyway: {code} ", run.Error, StringComparison.Ordinal);
        }

        Assert.Null(host.Current);
    }

    [Fact]
    public async Task An_install_that_asks_nobody_is_refused_and_touches_nothing_KW2652()
    {
        foreach (var arguments in (string[][])[Install(), Install("--dry-run")])
        {
            var run = await RunAsync(arguments);
            Assert.Equal(ExitCode.PolicyRefused, run.ExitCode);
            Assert.StartsWith("keyway: KW2652 nothing says who has to have made 'oci:out:v1'", run.Error, StringComparison.Ordinal);
            Assert.Contains("--allow-unverified", run.Error, StringComparison.Ordinal);
        }

        Assert.Null(host.Current);
    }

    [Fact]
    public async Task Whoever_says_that_nobody_need_be_asked_is_on_record_for_good()
    {
        var installed = await DoneAsync(Install("--allow-unverified"));

        Assert.Contains("keyway: warning: UNVERIFIED: nobody was asked who made it", installed.Error, StringComparison.Ordinal);
        foreach (var shown in (string[][])[["history"], ["history", "--json"], ["status"], ["status", "--json"]])
            Assert.Contains("UNVERIFIED: nobody was asked", (await DoneAsync([.. shown, "--root", host.Root])).Output, StringComparison.Ordinal);
        var trail = (await DoneAsync("audit", "show", host.Combine("audit"), "--json")).Output;
        Assert.Contains("\"code\": \"unverified\"", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowing_the_unverified_turns_off_nothing_that_is_asked()
    {
        await DoneAsync("policy", "init", "policy", "--key", "release.pub", "--directory", Path.Combine(host.Root, "etc", "keyway"));

        var byPolicy = await RunAsync(Install("--allow-unverified"));
        var byKey = await RunAsync(Install("--allow-unverified", "--key", "release.pub"));

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.VerificationRefused), (byPolicy.ExitCode, byKey.ExitCode));
        Assert.Null(host.Current);
    }

    [Fact]
    public async Task The_policy_of_the_host_is_always_asked()
    {
        await DoneAsync("policy", "init", "policy", "--key", "release.pub", "--directory", Path.Combine(host.Root, "etc", "keyway"));

        var unsigned = await RunAsync(Install());
        await DoneAsync("sign", "oci:out:v1", "--key", "stranger.key");
        var foreign = await RunAsync(Install("--key", "stranger.pub"));
        Assert.Null(host.Current);
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");
        await DoneAsync(Install());

        Assert.Equal((ExitCode.PolicyRefused, ExitCode.PolicyRefused), (unsigned.ExitCode, foreign.ExitCode));
        Assert.StartsWith("keyway: KW2630 ", foreign.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_policy_that_cannot_be_read_admits_nothing()
    {
        Directory.CreateDirectory(Path.Combine(host.Root, "etc", "keyway"));
        await File.WriteAllTextAsync(Path.Combine(host.Root, "etc", "keyway", "policy.json"), "{}", Cancellation);
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");

        var run = await RunAsync(Install("--key", "release.pub"));

        Assert.NotEqual(ExitCode.Done, run.ExitCode);
        Assert.StartsWith("keyway: KW2620 ", run.Error, StringComparison.Ordinal);
        Assert.Null(host.Current);
    }

    [Fact]
    public async Task Pull_asks_the_policies_it_is_given()
    {
        await using MemoryRegistry registry = new();
        await DoneAsync("policy", "init", "site", "--key", "release.pub");
        await DoneAsync("push", "oci:out:v1", $"{registry.Reference}:v1");

        var refused = await RunAsync("pull", $"{registry.Reference}:v1", "oci:back", "--policy", "site.json");
        await DoneAsync("sign", $"{registry.Reference}:v1", "--key", "release.key");
        await DoneAsync("pull", $"{registry.Reference}:v1", "oci:back", "--policy", "site.json");

        Assert.Equal(ExitCode.PolicyRefused, refused.ExitCode);
    }

    // The index lists three builds; this host uses one, and that is the one whose signature counts.
    [Fact]
    public async Task Only_the_manifests_that_the_host_uses_have_to_be_signed()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");
        await using (var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System))
        {
            var index = (await layout.ResolveAsync("v1", Cancellation))!;
            var foreign = (await layout.ReadManifestAsync(index, Cancellation)).Children.Single(child => child.Platform!.Architecture == "amd64");
            foreach (var referrer in await layout.ReferrersAsync(foreign.Digest, null, Cancellation)) File.Delete(layout.Blobs.PathOf(referrer.Digest));
        }

        await DoneAsync(Install("--key", "release.pub"));
        Assert.Equal(ExitCode.VerificationRefused, (await RunAsync("verify", "oci:out:v1", "--key", "release.pub")).ExitCode);
    }

    [Fact]
    public async Task A_layer_replaced_after_signing_is_refused_and_the_former_state_stays()
    {
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");
        await using (var layout = LayoutDirectory.Open(directory.Combine("out"), TimeProvider.System))
        {
            var index = (await layout.ResolveAsync("v1", Cancellation))!;
            var child = (await layout.ReadManifestAsync(index, Cancellation)).Children.Single(one => one.Platform!.Architecture == "riscv64");
            var layer = (await layout.ReadManifestAsync(child, Cancellation)).Layers[0];
            await File.WriteAllBytesAsync(layout.Blobs.PathOf(layer.Digest), new byte[layer.Size], Cancellation);
        }

        Assert.Equal(ExitCode.VerificationRefused, (await RunAsync(Install("--key", "release.pub"))).ExitCode);
        Assert.Null(host.Current);
    }

    [Fact]
    public async Task A_tag_that_moves_between_the_check_and_the_copy_leads_nowhere()
    {
        await using MemoryRegistry registry = new();
        await DoneAsync("sign", "oci:out:v1", "--key", "release.key");
        await DoneAsync("push", "oci:out:v1", $"{registry.Reference}:v1");
        var evil = SampleArtifact.Create("evil");
        await using (RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings())) await evil.PushToAsync(repository);
        var looks = 0;
        registry.Override = request =>
        {
            if (!request.Target.EndsWith("/manifests/v1", StringComparison.Ordinal) || looks++ == 0) return null;
            var bytes = evil.Content[^1].Bytes;
            return LoopbackResponse.Of(200, bytes, ("Content-Type", MediaTypes.ImageIndex), ("Docker-Content-Digest", evil.Index.Digest.ToString()));
        };

        var pulled = await DoneAsync("pull", $"{registry.Reference}:v1", "oci:back", "--key", "release.pub");

        Assert.NotEqual(evil.Index.Digest, Digest.Parse(pulled.Output.Trim()));
        Assert.Contains("v1", (await DoneAsync("list", "oci:back")).Output, StringComparison.Ordinal);
        await DoneAsync("verify", "oci:back:v1", "--key", "release.pub");
    }

    [Fact]
    public async Task An_unsigned_artifact_is_not_pulled()
    {
        await using MemoryRegistry registry = new();
        await DoneAsync("push", "oci:out:v1", $"{registry.Reference}:v1");

        var run = await RunAsync("pull", $"{registry.Reference}:v1", "oci:back", "--key", "release.pub");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.False(Directory.Exists(directory.Combine("back")));
    }

    // An unset variable in a script, or a forgotten --key: a check that was asked for is never left out.
    [Theory]
    [InlineData("--identity", "", "--issuer", "")]
    [InlineData("--identity", "", "--issuer", "https://accounts.example.com")]
    [InlineData("--identity", "me", "--issuer", "")]
    [InlineData("--identity-pattern", "", "--issuer", "https://accounts.example.com")]
    [InlineData("--require-logs", "1")]
    [InlineData("--require-timestamps", "1")]
    [InlineData("--repository", "registry.example/gpu/driver")]
    [InlineData("--trusted-root", "root.json")]
    public async Task A_demand_that_names_nobody_is_refused_instead_of_checking_nothing(params string[] demand)
    {
        foreach (var arguments in (string[][])[Install(demand), ["pull", "oci:out:v1", "oci:back", .. demand]])
        {
            var run = await RunAsync(arguments);
            Assert.Equal(ExitCode.Usage, run.ExitCode);
            Assert.StartsWith("keyway: KW9001 ", run.Error, StringComparison.Ordinal);
        }

        Assert.Null(host.Current);
        Assert.False(Directory.Exists(directory.Combine("back")));
    }

    private string[] Install(params string[] more) => ["install", "oci:out:v1", "--root", host.Root, "--facts", "facts.json", "--symbols", Directory.GetFiles(Path.Combine(Tree, "boot"), "symvers-*")[0], .. more];

    private Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.InAsync(directory.Path, arguments);

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error + run.Output);
        return run;
    }
}
