// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Hosts.Probe;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>The captured trees under samples/hosts, which the quickstart resolves for: their whole reports are golden files.</summary>
public sealed class ShippedHostTests
{
    [Theory]
    [InlineData("riscv64-gpu-node")]
    [InlineData("riscv64-board")]
    [InlineData("amd64-gpu-node")]
    public async Task Report_of_a_shipped_tree_is_the_golden_one(string host)
    {
        var report = await ReadAsync(host);

        Golden.Verify($"hosts/{host}.json", Encoding.UTF8.GetString(report.Facts.ToJson()));
        Assert.Empty(report.Facts.Warnings);
    }

    [Fact]
    public async Task The_gpu_node_has_a_healthy_fabric_and_an_export_table()
    {
        var report = await ReadAsync("riscv64-gpu-node");

        Assert.Equal("\"7.2.12+deb14-riscv64 SMP preempt mod_unload riscv\"", report.Facts.Show("kernel.vermagic"));
        Assert.Equal(("true", "18", "3"), (report.Facts.Show("fabric.healthy"), report.Facts.Show("link.nvlink.links"), report.Facts.Show("fabric.clique")));
        Assert.Equal(report.Symbols!.Digest.ToString(), report.Facts.TextOf(FactNames.KernelSymversDigest));
    }

    [Fact]
    public async Task The_board_has_no_gpu_and_says_so()
    {
        var report = await ReadAsync("riscv64-board");

        Assert.Equal(("null", "null", "null"), (report.Facts.Show("gpu.devices"), report.Facts.Show("pci.devices"), report.Facts.Show("cpu.riscv.mimpid")));
        Assert.Equal("""["example,rv-board-v1","example,jh0000"]""", report.Facts.Show("soc.compatible"));
        Assert.Null(report.Symbols);
    }

    [Theory]
    [InlineData("6.1.0-47-amd64", "amd64")]
    [InlineData("6.12.107+deb13-amd64", "amd64")]
    [InlineData("6.12.118+deb13-arm64", "arm64")]
    [InlineData("7.2.12+deb14-riscv64", "riscv64")]
    public async Task Vermagic_derived_from_the_configuration_is_the_one_modules_of_that_kernel_carry(string release, string isa)
    {
        var real = (await File.ReadAllTextAsync(RepositoryRoot.Combine("samples", "kernels", release + ".vermagic"), TestContext.Current.CancellationToken)).Trim();
        var options = new[] { ("SMP", "SMP"), ("PREEMPT_BUILD", "preempt"), ("MODULE_UNLOAD", "mod_unload"), ("MODVERSIONS", "modversions") };
        var config = "CONFIG_MODULES=y\n" + string.Concat(options.Select(option => real.Split(' ').Contains(option.Item2) ? $"CONFIG_{option.Item1}=y\n" : $"# CONFIG_{option.Item1} is not set\n"));
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", release).With("proc/sys/kernel/arch", isa switch { "amd64" => "x86_64", "arm64" => "aarch64", _ => isa }).With("boot/config-" + release, config);

        Assert.Equal($"\"{real}\"", (await tree.FactsAsync()).Show("kernel.vermagic"));
    }

    [Theory]
    [InlineData("riscv64-gpu-node", "7.2.12+deb14-riscv64")]
    [InlineData("amd64-gpu-node", "6.12.118+deb13-amd64")]
    public void Export_tables_of_the_trees_are_those_of_the_sample_kernels(string host, string release) => Assert.Equal(
        File.ReadAllText(RepositoryRoot.Combine("samples", "kernels", release + ".symvers")),
        File.ReadAllText(RepositoryRoot.Combine("samples", "hosts", host, "boot", "symvers-" + release)));

    private static Task<HostReport> ReadAsync(string host) =>
        HostProbe.ReadAsync(RepositoryRoot.Combine("samples", "hosts", host), new ProbeOptions(), FixedTime.Default, TestContext.Current.CancellationToken);
}
