// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Hosts.Probe;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Captured trees come from anywhere: whatever they hold, the probe answers, stays inside and says what it left out.</summary>
public sealed class HostileTreeTests
{
    [Fact]
    public async Task A_root_that_is_not_there_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => HostProbe.ReadAsync("/no/such/root", new ProbeOptions(), FixedTime.Default, TestContext.Current.CancellationToken));

        Golden.Verify("errors/KW4100.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task An_empty_tree_gives_no_facts_and_no_warnings()
    {
        using CapturedTree tree = new();

        var facts = await tree.FactsAsync();

        Assert.Empty(facts.Facts);
        Assert.Empty(facts.Warnings);
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../../../../../../../../etc/hostname")]
    public async Task Links_lead_nowhere_outside_the_tree(string target)
    {
        using var tree = new CapturedTree().WithLink("proc/sys/kernel/hostname", target).With("etc/hostname", "inside");

        var facts = await tree.FactsAsync();

        Assert.Equal("\"inside\"", facts.Show("host.name"));
    }

    [Fact]
    public async Task A_directory_that_is_a_link_out_of_the_tree_stays_inside_too()
    {
        using TemporaryDirectory outside = new();
        await File.WriteAllTextAsync(outside.Combine("hostname"), "outside", TestContext.Current.CancellationToken);
        using var tree = new CapturedTree().WithLink("proc/sys/kernel", outside.Path);

        Assert.Equal("unknown", (await tree.FactsAsync()).Show("host.name"));
    }

    [Fact]
    public async Task Links_in_a_circle_end_with_a_warning()
    {
        using var tree = new CapturedTree().WithLink("proc/cpuinfo", "loop").WithLink("proc/loop", "cpuinfo");

        var facts = await tree.FactsAsync();

        Assert.Contains(new ProbeWarning("/proc/cpuinfo", "its links go in circles"), facts.Warnings);
    }

    [Fact]
    public async Task A_fifo_or_a_directory_in_place_of_a_file_is_not_opened()
    {
        using var tree = new CapturedTree().With("proc/x", "").With("proc/modules/is-a-directory", "");
        using (var mkfifo = Process.Start("mkfifo", tree.Path + "/proc/cpuinfo")) await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        var facts = await tree.FactsAsync();

        Assert.Contains(new ProbeWarning("/proc/cpuinfo", "it is no regular file"), facts.Warnings);
        Assert.Contains(new ProbeWarning("/proc/modules", "it is no regular file"), facts.Warnings);
    }

    [Fact]
    public async Task Files_larger_than_their_kind_are_left_out()
    {
        using var tree = new CapturedTree()
            .With("proc/sys/kernel/osrelease", new string('6', 70_000))
            .With("proc/modules", new string('m', (1 << 20) + 1));

        var facts = await tree.FactsAsync();

        Assert.Equal("unknown", facts.Show("kernel.release"));
        Assert.Equal("unknown", facts.Show("kernel.modules"));
        Assert.Contains(new ProbeWarning("/proc/sys/kernel/osrelease", "it is larger than 65536 bytes"), facts.Warnings);
    }

    [Fact]
    public async Task A_sparse_file_of_a_terabyte_costs_nothing()
    {
        using var tree = new CapturedTree().With("boot/config-6.1", "").With("proc/sys/kernel/osrelease", "6.1");
        await using (FileStream file = new(tree.Path + "/boot/config-6.1", FileMode.Open)) file.SetLength(1L << 40);

        Assert.Contains(new ProbeWarning("/boot/config-6.1", "it is larger than 4194304 bytes"), (await tree.FactsAsync()).Warnings);
    }

    [Fact]
    public async Task Binary_garbage_is_no_text()
    {
        byte[] garbage = [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 31) % 256))];
        using var tree = new CapturedTree();
        foreach (var path in new[] { "proc/cpuinfo", "proc/cmdline", "etc/os-release", "proc/sys/kernel/osrelease", "captured/uname-a.txt", "captured/nvidia-smi-q-x.xml", "captured/nvidia-smi-q.txt", "captured/rocm-smi-a.txt", "proc/device-tree/compatible", "proc/self/auxv", "proc/bus/pci/devices" })
            tree.With(path, garbage);

        var facts = await tree.FactsAsync();

        Assert.Equal("unknown", facts.Show("kernel.release"));
        Assert.Equal("unknown", facts.Show("cpu.count"));
    }

    [Fact]
    public async Task A_compressed_configuration_that_swells_is_cut_off()
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[64 << 20]);
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", "6.1").With("proc/config.gz", packed.ToArray());

        var facts = await tree.FactsAsync();

        Assert.Contains(new ProbeWarning("/proc/config.gz", "it is no readable gzip file of a kernel configuration"), facts.Warnings);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><nvidia_smi_log><driver_version>&x;</driver_version></nvidia_smi_log>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><nvidia_smi_log><driver_version>&x;</driver_version></nvidia_smi_log>")]
    [InlineData("<other/>")]
    [InlineData("<nvidia_smi_log><gpu>")]
    [InlineData("")]
    public async Task Hostile_xml_expands_and_fetches_nothing(string xml)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q-x.xml", xml);

        var facts = await tree.FactsAsync();

        Assert.Equal("unknown", facts.Show("gpu.driver"));
    }

    [Fact]
    public async Task Xml_nested_without_end_is_cut_off()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q-x.xml", "<nvidia_smi_log>" + string.Concat(Enumerable.Repeat("<a>", 100_000)));

        Assert.Single((await tree.FactsAsync()).Warnings);
    }

    [Theory]
    [InlineData("N/A", "null")]
    [InlineData("[N/A]", "null")]
    [InlineData("Not Supported", "null")]
    [InlineData("Requested functionality has been deprecated", "unknown")]
    [InlineData("[Insufficient Permissions]", "unknown")]
    [InlineData("[Unknown Error]", "unknown")]
    [InlineData("GPU requires reset", "unknown")]
    [InlineData("96.00.74.00.01", "\"96.00.74.00.01\"")]
    public async Task Words_that_are_no_values_never_become_values(string printed, string expected)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", $"GPU 00000000:01:00.0\n    VBIOS Version : {printed}\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(expected, facts.Gpu(0, "vbios"));
        Assert.Equal(expected, facts.Show("firmware.gpu.vbios"));
    }

    [Fact]
    public async Task Declared_facts_fill_gaps_and_never_replace_what_was_seen()
    {
        var declared = HostFacts.Empty.With("firmware.nvswitch", "v11").With("os.id", "other");
        using var tree = new CapturedTree()
            .With("etc/os-release", "ID=debian\n")
            .With("etc/keyway/facts.d/10-link.json", declared.ToJson())
            .With("etc/keyway/facts.d/20-bad.json", """{"schemaVersion":1,"facts":{"firmware.bmc":{}}}""");

        var facts = await tree.FactsAsync();

        Assert.Equal("\"v11\"", facts.Show("firmware.nvswitch"));
        Assert.Equal(FactMethod.Declared, facts.Find(FactName.Parse("firmware.nvswitch"))!.Method);
        Assert.Equal("/etc/keyway/facts.d/10-link.json", facts.Find(FactName.Parse("firmware.nvswitch"))!.Source);
        Assert.Equal("\"debian\"", facts.Show("os.id"));
        Assert.Equal(2, facts.Warnings.Length);
        Assert.Contains("os.id is \"other\", but the host says \"debian\"", facts.Warnings[0].Problem, StringComparison.Ordinal);
        Assert.StartsWith("KW3052", facts.Warnings[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_stays_within_what_the_reader_accepts()
    {
        var flags = string.Join(' ', Enumerable.Range(0, 400_000).Select(i => $"flag{i}"));
        using var tree = new CapturedTree().With("proc/cpuinfo", $"processor : 0\nflags : lm {flags}\nvendor_id : {new string('x', 20_000)}\n");

        var facts = await tree.FactsAsync();

        Assert.Equal("\"amd64\"", facts.Show("isa.name"));
        Assert.Equal("unknown", facts.Show("isa.extensions"));
        Assert.Equal("unknown", facts.Show("cpu.vendor"));
        Assert.Equal(2, facts.Warnings.Length);
    }

    [Fact]
    public async Task Random_bytes_anywhere_never_crash_the_probe()
    {
        Random random = new(20261124);
        var samples = new Dictionary<string, string>
        {
            ["proc/cpuinfo"] = "processor : 0\nisa : rv64imafdc\nmvendorid : 0x489\n\n",
            ["captured/nvidia-smi-q-x.xml"] = "<nvidia_smi_log><driver_version>1</driver_version><gpu id=\"00000000:01:00.0\"><uuid>GPU-1</uuid></gpu></nvidia_smi_log>",
            ["captured/nvidia-smi-q.txt"] = "Driver Version : 1\nGPU 00000000:01:00.0\n    Fabric\n        State : Completed\n",
            ["captured/rocm-smi-a.txt"] = "Driver version: 6\nGPU[0]\t\t: Device ID: 0x74a1\n",
            ["captured/uname-a.txt"] = "Linux h 6.1 #1 SMP riscv64 GNU/Linux",
            ["proc/bus/pci/devices"] = "c400\t1b212142\t37\n",
            ["boot/config-6.1"] = "CONFIG_MODULES=y\nCONFIG_SMP=y\n",
            ["boot/symvers-6.1"] = "0x1\ta\tvmlinux\tEXPORT_SYMBOL\n",
            ["etc/os-release"] = "ID=debian\nPRETTY_NAME=\"x\"\n",
        };
        for (var round = 0; round < 40; round++)
        {
            using CapturedTree tree = new();
            foreach (var (path, text) in samples) tree.With(path, Mutated(text, random));
            await tree.FactsAsync();
        }
    }

    private static byte[] Mutated(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var change = random.Next(0, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)];
    }
}
