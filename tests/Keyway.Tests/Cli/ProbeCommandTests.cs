// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class ProbeCommandTests
{
    private static readonly string Node = RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node");

    [Fact]
    public async Task Probe_prints_a_table()
    {
        var run = await CommandLineRun.OfAsync("probe", "--root", Node);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Golden.Verify("cli/probe-riscv64-gpu-node.txt", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Probe_prints_and_writes_the_same_document()
    {
        using TemporaryDirectory directory = new();

        var printed = await CommandLineRun.InAsync(directory.Path, "probe", "--root", Node, "--json");
        var written = await CommandLineRun.InAsync(directory.Path, "probe", "--root", Node, "--output", "node.json");

        var one = HostFacts.Parse(System.Text.Encoding.UTF8.GetBytes(printed.Output), "stdout");
        var other = HostFacts.Parse(await File.ReadAllBytesAsync(directory.Combine("node.json"), TestContext.Current.CancellationToken), "node.json");
        Assert.Equal(one.Facts.Keys, other.Facts.Keys);
        Assert.Equal($"{other.Facts.Count} facts written to node.json\n", written.Output);
    }

    [Fact]
    public async Task Probe_shows_warnings_on_stderr_and_keeps_control_characters_out_of_the_terminal()
    {
        using var tree = new CapturedTree().With("etc/os-release", "PRETTY_NAME=\"\u0085evil\"\n").WithLink("proc/cpuinfo", "cpuinfo");

        var run = await CommandLineRun.OfAsync("probe", "--root", tree.Path);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("os.pretty-name  ?evil                         /etc/os-release\n", run.Output);
        Assert.Equal("keyway: warning: /proc/cpuinfo: its links go in circles\n", run.Error);
    }

    [Fact]
    public async Task Probe_of_a_root_that_is_not_there_exits_10()
    {
        var run = await CommandLineRun.OfAsync("probe", "--root", "no-such-root");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Contains("KW4100", run.Error, StringComparison.Ordinal);
    }
}
