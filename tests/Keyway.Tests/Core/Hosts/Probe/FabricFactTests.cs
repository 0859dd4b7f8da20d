// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Links, fabric, its services and the domain.</summary>
public sealed class FabricFactTests
{
    private const string Slice = "sys/fs/cgroup/system.slice/";

    [Fact]
    public async Task A_gb200_is_healthy_while_fabric_manager_does_not_run_on_it()
    {
        var excerpt = await File.ReadAllTextAsync(SharedData.Require("hosts", "gb200.public-issue-excerpts.txt"), TestContext.Current.CancellationToken);
        Assert.Contains("\"fabric_manager_active\":false", excerpt, StringComparison.Ordinal);
        const string fabric = "    Product Architecture : Blackwell\n    Fabric\n        State : Completed\n        Status : Success\n        CliqueId : 4026\n        ClusterUUID : 9c6f5af3-53bf-49b5-a436-b66766c413c3\n        Health\n            Bandwidth : Not Supported\n";
        using var tree = new CapturedTree()
            .With("captured/nvidia-smi-q.txt", $"Driver Version : 580.95.05\nGPU 00000008:01:00.0\n{fabric}GPU 00000009:01:00.0\n{fabric}")
            .With(Slice + "ssh.service/cgroup.procs", "812\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(("false", "true"), (facts.Show("fabric-manager.running"), facts.Show("fabric.healthy")));
        Assert.Equal(("\"9c6f5af3-53bf-49b5-a436-b66766c413c3\"", "\"4026\""), (facts.Show("domain.cluster-uuid"), facts.Show("domain.clique")));
        Assert.Equal("null", facts.Gpu(0, "fabric-bandwidth"));
    }

    [Fact]
    public async Task A_fabric_that_is_not_supported_is_not_there_whatever_its_status()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", "GPU 00000008:01:00.0\n    Fabric\n        State : Not Supported\n        Status : Success\n        CliqueId : 0\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(("null", "null", "unknown"), (facts.Show("fabric.state"), facts.Show("fabric.healthy"), facts.Show("domain.clique")));
    }

    [Theory]
    [InlineData(1, "null")]
    [InlineData(2, "unknown")]
    [InlineData(8, "false")]
    public async Task Links_that_are_all_inactive_are_normal_for_one_gpu_and_a_fault_for_eight(int gpus, string expected)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-nvlink-s.txt", Links([.. Enumerable.Repeat(0, gpus)]));

        Assert.Equal(expected, (await tree.FactsAsync()).Show("link.nvlink.healthy"));
    }

    [Theory]
    [InlineData("true", 18, 18)]
    [InlineData("false", 18, 17)]
    [InlineData("false", 18, 0)]
    [InlineData("true", 4)]
    public async Task Gpus_are_linked_well_when_all_have_as_many_links(string expected, params int[] links)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-nvlink-s.txt", Links(links));

        Assert.Equal(expected, (await tree.FactsAsync()).Show("link.nvlink.healthy"));
    }

    [Theory]
    [InlineData("Blackwell", "ATS", "\"5.0\"", "\"hardware\"")]
    [InlineData("Hopper", "HMM", "\"4.0\"", "\"software\"")]
    [InlineData("Ampere", "None", "\"3.0\"", "\"none\"")]
    [InlineData("Unheard", "N/A", "unknown", "unknown")]
    public async Task Generation_and_coherency_of_links_follow_from_the_gpu(string architecture, string addressing, string version, string coherency)
    {
        using var tree = new CapturedTree()
            .With("captured/nvidia-smi-q.txt", $"GPU 00000000:01:00.0\n    Product Architecture : {architecture}\n    Addressing Mode : {addressing}\n")
            .With("captured/nvidia-smi-nvlink-s.txt", Links([18]));

        var facts = await tree.FactsAsync();

        Assert.Equal((version, coherency), (facts.Show("link.nvlink.version"), facts.Show("link.coherency")));
    }

    [Fact]
    public async Task A_gpu_without_reported_links_has_no_link_generation()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n    Product Architecture : Hopper\n");

        Assert.Equal("unknown", (await tree.FactsAsync()).Show("link.nvlink.version"));
    }

    [Fact]
    public async Task A_capability_counts_when_every_link_has_it()
    {
        var text = await File.ReadAllTextAsync(SharedData.Require("hosts", "h100.nvlink-s.public-excerpt.txt"), TestContext.Current.CancellationToken);
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n").With("captured/nvidia-smi-nvlink-c.txt", text + "\n         Link 1, SLI is supported: false\n");

        Assert.Equal("""["link","p2p","p2p-atomics","system-memory","system-memory-atomics"]""", (await tree.FactsAsync()).Show("link.nvlink.capabilities"));
    }

    [Fact]
    public async Task Fabric_manager_runs_when_its_control_group_has_a_process()
    {
        using var tree = new CapturedTree()
            .With("captured/nv-fabricmanager-version.txt", "Fabric Manager version is : 580.159.03\n")
            .With(Slice + "nvidia-fabricmanager.service/cgroup.procs", "31060\n31082\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(("\"580.159.03\"", "true"), (facts.Show("fabric-manager.version"), facts.Show("fabric-manager.running")));
    }

    [Fact]
    public async Task The_subnet_manager_is_the_version_of_its_package()
    {
        using var tree = new CapturedTree()
            .With("opt/nvidia/nvlsm/sbin/nvlsm", "ELF")
            .With("var/lib/dpkg/status", "Package: bash\nStatus: install ok installed\nVersion: 5.2\n\nPackage: nvlsm\nStatus: install ok installed\nVersion: 2025.10.14-1\n");

        Assert.Equal("\"2025.10.14-1\"", (await tree.FactsAsync()).Show("nvlsm.version"));
    }

    [Fact]
    public async Task Services_that_are_not_installed_are_null_and_unknown_where_nobody_can_tell()
    {
        using var host = new CapturedTree().With("usr/bin/true", "");
        using var excerpt = new CapturedTree().With("etc/os-release", "ID=x\n");

        Assert.Equal(("null", "null"), ((await host.FactsAsync()).Show("fabric-manager.version"), (await host.FactsAsync()).Show("nvlsm.version")));
        Assert.Equal(("unknown", "unknown"), ((await excerpt.FactsAsync()).Show("fabric-manager.version"), (await excerpt.FactsAsync()).Show("nvlsm.version")));
    }

    [Theory]
    [InlineData("CC status: ON\n", "true")]
    [InlineData("CC status: OFF\n", "false")]
    [InlineData("CC status: Not Supported\n", "unknown")]
    public async Task Confidential_compute_is_a_mode_of_the_host(string text, string expected)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n").With("captured/nvidia-smi-conf-compute-f.txt", text);

        Assert.Equal(expected, (await tree.FactsAsync()).Show("gpu.confidential-compute"));
    }

    [Fact]
    public async Task Domain_members_and_switches_are_declared()
    {
        using var tree = new CapturedTree().With("etc/keyway/facts.d/rack.json", """
            {"schemaVersion": 1, "facts": {
              "domain.members": {"value": ["node1", "node2"], "source": "rack inventory", "method": "declared", "observedAt": "2026-11-20T08:00:00Z"},
              "domain.switch.os": {"value": "25.02.2344", "source": "rack inventory", "method": "declared", "observedAt": "2026-11-20T08:00:00Z"}}}
            """);

        var facts = await tree.FactsAsync();

        Assert.Equal("""["node1","node2"]""", facts.Show("domain.members"));
        Assert.Equal(FactMethod.Declared, facts.Find(FactName.Parse("domain.switch.os"))!.Method);
    }

    // As nvidia-smi prints it: inactive links of a whole GPU are one sentence.
    private static string Links(int[] counts)
    {
        var blocks = counts.Select((count, gpu) => $"GPU {gpu}: NVIDIA GH200 480GB (UUID: GPU-x)\n" + (count == 0
            ? "NVML: Unable to retrieve Nvlink information as all links are inActive\n"
            : string.Concat(Enumerable.Range(0, count).Select(link => string.Create(CultureInfo.InvariantCulture, $"         Link {link}: 26.562 GB/s\n")))));
        return string.Concat(blocks);
    }
}
