// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.Tests.Core.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>Preflight of the sample packages on the sample hosts, and the same checks before an install.</summary>
public sealed partial class PreflightCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>
{
    [Theory]
    [InlineData("riscv64-gpu-node", "2.3.1", "block", 23)]
    [InlineData("riscv64-gpu-node", "2.3.1", "warn", 0)]
    [InlineData("riscv64-gpu-node", "2.4.0", "warn", 20)]
    [InlineData("riscv64-board", "2.4.0", "block", 20)]
    [InlineData("amd64-gpu-node", "2.4.0", "warn", 0)]
    public async Task Preflight_fits_on_one_screen(string host, string version, string unknown, int status)
    {
        var run = await packed.RunAsync("preflight", $"oci:repo:{version}", "--root", Host(host), "--unknown", unknown);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.InRange(run.Output.Split('\n').Length, 2, 24);
        Golden.Verify($"cli/preflight-{host}-{version}-{unknown}.txt", Bytes().Replace(run.Output, "… bytes"));
    }

    [Fact]
    public async Task Preflight_prints_one_document_with_every_check()
    {
        var run = await packed.RunAsync("preflight", "oci:repo:2.3.1", "--root", Host("riscv64-gpu-node"), "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("not-now", document.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(["fit", "state"], document.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("kind").GetString()).Distinct());
        Golden.Verify("cli/preflight-riscv64-gpu-node.json", Bytes().Replace(Digest().Replace(run.Output, "sha256:…"), "… bytes"));
    }

    [Fact]
    public async Task A_repository_without_a_tag_stands_for_what_resolve_would_take()
    {
        var run = await packed.RunAsync("preflight", "oci:repo", "--root", Host("riscv64-gpu-node"));

        Assert.StartsWith("not-now: kw-link 2.3.1 for riscv64", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "KW3381", "oci:repo:2.3.1", "--despite", "isa")]
    [InlineData(2, "KW3100", "oci:repo:2.3.1", "--region", "Europe")]
    [InlineData(10, "KW1501", "oci:repo:9.9.9")]
    [InlineData(10, "KW4100", "oci:repo", "--root", "no-such-root")]
    [InlineData(2, "KW9001")]
    public async Task What_cannot_be_asked_is_refused(int status, string code, params string[] arguments)
    {
        var run = await packed.RunAsync(["preflight", .. arguments]);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layout_that_holds_nothing_has_no_package_to_check()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory.Combine("oci-layout"), """{"imageLayoutVersion":"1.0.0"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.Combine("index.json"), """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""", TestContext.Current.CancellationToken);

        var run = await CommandLineRun.OfAsync("preflight", "oci:" + directory.Path, "--root", Host("riscv64-gpu-node"));

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Contains("KW9052", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_leaves_a_host_alone_whose_gpus_are_in_use_and_goes_on_despite_it_when_asked()
    {
        using StoreHost host = new();
        await packed.RunAsync("probe", "--root", Host("riscv64-gpu-node"), "--output", host.Root + ".json");
        var facts = Compatibility.HostFacts.Parse(await File.ReadAllBytesAsync(host.Root + ".json", TestContext.Current.CancellationToken), "facts")
            .With("gpu.users", Compatibility.FactValue.Of([Compatibility.FactValue.Of([KeyValuePair.Create("name", Compatibility.FactValue.Of("train.py"))])]));
        await File.WriteAllBytesAsync(host.Root + ".json", facts.ToJson(), TestContext.Current.CancellationToken);
        string[] install = ["install", "oci:repo:2.3.1", "--root", host.Root, "--facts", host.Root + ".json", "--symbols", RepositoryRoot.Combine("samples", "kernels", "7.2.12+deb14-riscv64.symvers"), "--allow-unverified"];

        var refused = await packed.RunAsync(install);
        var went = await packed.RunAsync([.. install, "--despite", "in-use"]);

        Assert.Equal(ExitCode.PreflightFailed, refused.ExitCode);
        Assert.Contains("KW3380", refused.Error, StringComparison.Ordinal);
        Assert.Contains("train.py", refused.Error, StringComparison.Ordinal);
        Assert.True(went.ExitCode == ExitCode.Done, went.Error);
        Assert.Equal("generations/1", host.Current);
        File.Delete(host.Root + ".json");
    }

    private static string Host(string name) => RepositoryRoot.Combine("samples", "hosts", name);

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex("[0-9]+ bytes", RegexOptions.None, 1000)]
    private static partial Regex Bytes();
}
