// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>The sample packages, packed, and installed below an empty host root for the sample hosts.</summary>
public sealed class InstallCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>, IDisposable
{
    private readonly StoreHost host = new();

    [Fact]
    public async Task Install_update_and_rollback_from_the_command_line()
    {
        var facts = await FactsAsync("riscv64-gpu-node");

        var first = await InstallAsync("oci:repo:2.3.0", facts);
        var second = await InstallAsync("oci:repo", facts);
        var again = await InstallAsync("oci:repo", facts);
        var back = await packed.RunAsync("rollback", "--root", host.Root);

        Assert.All([first, second, again, back], run => Assert.True(run.ExitCode == ExitCode.Done, run.Error));
        Assert.Contains("now     generation 1: kw-link 2.3.0 (riscv64)", first.Output, StringComparison.Ordinal);
        Assert.Contains("now     generation 2: kw-link 2.3.1 (riscv64)", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("generation 2: kw-link 2.3.1 (riscv64) is current already", again.Output, StringComparison.Ordinal);
        Assert.Contains("now     generation 1: kw-link 2.3.0 (riscv64)", back.Output, StringComparison.Ordinal);
        Assert.Equal("generations/1", host.Current);
        Assert.Equal(ExitCode.Done, (await packed.RunAsync("status", "--verify", "--root", host.Root)).ExitCode);
    }

    [Fact]
    public async Task Only_what_the_host_needs_is_installed()
    {
        await InstallAsync("oci:repo:2.3.0", await FactsAsync("riscv64-gpu-node"));

        Assert.Single(Directory.GetFileSystemEntries(host.Combine("current", "modules")));
        Assert.True(Directory.Exists(host.Combine("current", "userspace")));
        Assert.NotEmpty(Directory.GetFileSystemEntries(host.Combine("current", "firmware")));
    }

    [Fact]
    public async Task Install_prints_one_document_of_what_it_did()
    {
        var run = await InstallAsync("oci:repo:2.3.0", [.. await FactsAsync("riscv64-gpu-node"), "--json"]);

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("switched", document.RootElement.GetProperty("outcome").GetProperty("result").GetString());
        Assert.Equal("2.3.0", document.RootElement.GetProperty("outcome").GetProperty("now").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Install_from_an_archive_gives_the_same_generation_as_from_a_layout()
    {
        var facts = await FactsAsync("riscv64-gpu-node");
        await packed.RunAsync("pull", "oci:repo:2.3.0", "oci-archive:one.tar:2.3.0");
        await InstallAsync("oci:repo:2.3.0", facts);

        var again = await InstallAsync("oci-archive:one.tar:2.3.0", facts);
        using StoreHost other = new();
        var first = await packed.RunAsync(["install", "oci-archive:one.tar", "--root", other.Root, "--allow-unverified", .. facts]);

        Assert.StartsWith("generation 1: kw-link 2.3.0 (riscv64) is current already", again.Output, StringComparison.Ordinal);
        Assert.True(first.ExitCode == ExitCode.Done, first.Error);
        Assert.DoesNotContain(" 0 bytes written", first.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await packed.RunAsync("status", "--verify", "--root", other.Root)).ExitCode);
    }

    [Fact]
    public async Task History_does_not_call_a_version_that_was_named_the_newest()
    {
        var facts = await FactsAsync("riscv64-gpu-node");
        await InstallAsync("oci:repo:2.3.0", facts);
        await InstallAsync("oci:repo", facts);

        var history = (await packed.RunAsync("history", "--root", host.Root)).Output.Split('\n');

        Assert.EndsWith("it is the newest version that fits; UNVERIFIED: nobody was asked who made it (--allow-unverified)", history[1], StringComparison.Ordinal);
        Assert.EndsWith("it is the only candidate, and it fits; UNVERIFIED: nobody was asked who made it (--allow-unverified)", history[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("history")]
    [InlineData("rollback")]
    public async Task Json_is_one_document_on_success_and_on_refusal(string command)
    {
        var facts = await FactsAsync("riscv64-gpu-node");
        foreach (var reference in new[] { "oci:repo:2.3.0", "oci:repo" }) await InstallAsync(reference, facts);

        var shown = await packed.RunAsync(command, "--json", "--root", host.Root);
        File.WriteAllText(host.Combine("journal", "notes.txt"), "");
        var refused = await packed.RunAsync(command, "--json", "--root", host.Root);

        Assert.Equal((ExitCode.Done, ExitCode.VerificationRefused), (shown.ExitCode, refused.ExitCode));
        using var document = JsonDocument.Parse(shown.Output);
        using var refusal = JsonDocument.Parse(refused.Output);
        Assert.Equal("KW4011", refusal.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_installed_and_changes_nothing()
    {
        var run = await InstallAsync("oci:repo", [.. await FactsAsync("riscv64-gpu-node"), "--dry-run"]);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.StartsWith("found: kw-link 2.3.1", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(host.Root));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_the_checks_KW4040()
    {
        var run = await InstallAsync("oci:repo", await FactsAsync("riscv64-board"));

        Assert.Equal(ExitCode.Incompatible, run.ExitCode);
        Assert.StartsWith("refused: ", run.Error, StringComparison.Ordinal);
        Golden.Verify("errors/KW4040.txt", run.Error[run.Error.IndexOf("keyway: KW4040", StringComparison.Ordinal)..]);
        Assert.Null(host.Current);
        Assert.Equal(["audit"], Directory.GetFileSystemEntries(Path.Combine(host.Root, "var", "lib", "keyway")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Help_shows_examples_and_exit_statuses()
    {
        var run = await CommandLineRun.OfAsync("install", "--help");

        Assert.Contains("  keyway install oci:out --key release.pub --dry-run", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit status: 0 installed", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => host.Dispose();

    private async Task<string[]> FactsAsync(string name)
    {
        var tree = RepositoryRoot.Combine("samples", "hosts", name);
        var facts = Path.Combine(host.Root + "-" + name + ".json");
        await packed.RunAsync("probe", "--root", tree, "--output", Path.GetFileName(facts));
        var symbols = Directory.Exists(Path.Combine(tree, "boot")) ? Directory.GetFiles(Path.Combine(tree, "boot"), "symvers-*") : [];
        return ["--facts", Path.GetFileName(facts), .. symbols.Take(1).SelectMany(file => new[] { "--symbols", file })];
    }

    private Task<CommandLineRun> InstallAsync(string reference, string[] options) => packed.RunAsync(["install", reference, "--root", host.Root, "--allow-unverified", .. options]);
}
