// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary><c>keyway plan</c> on the sample packages and hosts.</summary>
public sealed partial class PlanCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>
{
    [Theory]
    [InlineData("riscv64-gpu-node", ExitCode.Done)]
    [InlineData("amd64-gpu-node", ExitCode.Done)]
    [InlineData("riscv64-board", ExitCode.Incompatible)]
    public async Task Plan_answers_for_each_sample_host(string host, object expected)
    {
        var run = await packed.RunAsync("plan", "oci:repo", "--root", RepositoryRoot.Combine("samples", "hosts", host));

        Assert.Equal((ExitCode)expected, run.ExitCode);
        Golden.Verify($"cli/plan-{host}.txt", Masked(run.Output));
    }

    [Fact]
    public async Task Plan_for_a_directory_of_facts_plans_what_it_can_and_says_so()
    {
        foreach (var host in new[] { "riscv64-gpu-node", "riscv64-board" })
            Assert.Equal(ExitCode.Done, (await packed.RunAsync("probe", "--root", RepositoryRoot.Combine("samples", "hosts", host), "--output", $"{host}.json")).ExitCode);

        var run = await packed.RunAsync("plan", "oci:repo", "--fleet", ".", "--json");

        Assert.Equal(ExitCode.PartlyDone, run.ExitCode);
        Assert.Contains("\"host\": \"riscv64-board\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fleet_without_facts_is_refused_with_KW9059()
    {
        using TemporaryDirectory empty = new();

        var run = await packed.RunAsync("plan", "oci:repo", "--fleet", empty.Path);

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Contains("KW9059", run.Error, StringComparison.Ordinal);
    }

    private static string Masked(string text) => Bytes().Replace(Digests().Replace(text, "sha256:…"), "fetch       … bytes");

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digests();

    [GeneratedRegex("fetch +[0-9]+ bytes", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bytes();
}
