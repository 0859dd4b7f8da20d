// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Real dumps of real hosts, each laid out as a captured tree: the values that decisions need, written down by hand.</summary>
public sealed class SampleHostTests
{
    [Theory]
    [InlineData("archspec.linux-debian13-x60.cpuinfo.txt", "riscv64", "\"0x710\"", "\"0x8000000058000001\"", "\"0x1000000049772200\"", "zvfhmin")]
    [InlineData("archspec.linux-spacemit-x60.cpuinfo.txt", "riscv64", "\"0x710\"", "\"0x8000000058000001\"", "\"0x1000000049772200\"", "zba")]
    [InlineData("riscv64-visionfive2.proc-cpuinfo.first4harts.txt", "riscv64", "\"0x489\"", "\"0x8000000000000007\"", "\"0x4210427\"", "zbb")]
    [InlineData("riscv64-milkvpioneer.proc-cpuinfo.first4harts.txt", "riscv64", "\"0x5b7\"", "null", "null", "xtheadvector")]
    public async Task Riscv_identity_comes_from_cpuinfo_and_zero_registers_name_nothing(string sample, string isa, string vendor, string architecture, string implementation, string extension)
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", await TextAsync(sample));

        var facts = await tree.FactsAsync();

        Assert.Equal($"\"{isa}\"", facts.Show("isa.name"));
        Assert.Equal(vendor, facts.Show("cpu.riscv.mvendorid"));
        Assert.Equal(architecture, facts.Show("cpu.riscv.marchid"));
        Assert.Equal(implementation, facts.Show("cpu.riscv.mimpid"));
        Assert.Contains(FactValue.Of(extension), facts.ListOf(FactNames.IsaExtensions)!.Value);
        Assert.Equal("\"sv39\"", facts.Show("isa.mmu"));
        Assert.Equal("4096", facts.Show("memory.page-size"));
        Assert.Empty(facts.Warnings);
    }

    [Theory]
    [InlineData("archspec.linux-ubuntu22.04-neoverse_v2.cpuinfo.txt")]
    [InlineData("archspec.linux-unknown-neoverse_v2.cpuinfo.txt")]
    public async Task Arm_identity_is_the_parts_of_midr_and_page_size_stays_unknown(string sample)
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", await TextAsync(sample));

        var facts = await tree.FactsAsync();

        Assert.Equal("\"arm64\"", facts.Show("isa.name"));
        Assert.Equal("\"0x41\"", facts.Show("cpu.arm.implementer"));
        Assert.Equal("\"0xd4f\"", facts.Show("cpu.arm.part"));
        Assert.Equal("\"0x0\"", facts.Show("cpu.arm.variant"));
        Assert.Equal("0", facts.Show("cpu.arm.revision"));
        Assert.Contains(FactValue.Of("sve2"), facts.ListOf(FactNames.IsaExtensions)!.Value);
        Assert.Equal("unknown", facts.Show("memory.page-size"));
    }

    [Theory]
    [InlineData("archspec.linux-rocky9-zen5.cpuinfo.txt", "AuthenticAMD", "26", "68", "0", "0xb40401a")]
    [InlineData("archspec.linux-unknown-sapphirerapids.cpuinfo.txt", "GenuineIntel", "6", "143", "6", "0x2b000181")]
    public async Task X86_identity_is_family_model_stepping(string sample, string vendor, string family, string model, string stepping, string microcode)
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", await TextAsync(sample));

        var facts = await tree.FactsAsync();

        Assert.Equal("\"amd64\"", facts.Show("isa.name"));
        Assert.Equal($"\"{vendor}\"", facts.Show("cpu.vendor"));
        Assert.Equal((family, model, stepping), (facts.Show("cpu.family"), facts.Show("cpu.model"), facts.Show("cpu.stepping")));
        Assert.Equal($"\"{microcode}\"", facts.Show("cpu.microcode"));
        Assert.Contains(FactValue.Of("lm"), facts.ListOf(FactNames.IsaExtensions)!.Value);
    }

    [Theory]
    [InlineData("riscv64-hifive-unmatched.ubuntu24.04.console.txt", "6.8.0-52-generic", "generic", "ubuntu", "\"24.04\"", "\"0x20181004\"", "\"ubuntu\"", "4")]
    [InlineData("riscv64-milkv-pioneer-sg2042.fedora38.console.txt", "6.1.55", "", "fedora", "\"38\"", "null", "\"fedora-riscv\"", "11")]
    [InlineData("riscv64-visionfive2.archlinux.console.txt", "6.6.32-cwt-5.13.1-1", "cwt", "arch", "unknown", "\"0x4210427\"", "\"ArchVF2\"", "4")]
    public async Task Console_sessions_give_kernel_distribution_and_processor(string sample, string release, string flavour, string id, string version, string mimpid, string host, string processors)
    {
        var console = await TextAsync(sample);
        using var tree = new CapturedTree()
            .With("captured/uname-a.txt", AnswerTo(console, "uname -a"))
            .With("etc/os-release", AnswerTo(console, "cat /etc/os-release"))
            .With("proc/cpuinfo", AnswerTo(console, "cat /proc/cpuinfo"));

        var facts = await tree.FactsAsync();

        Assert.Equal("\"riscv64\"", facts.Show("isa.name"));
        Assert.Equal($"\"{release}\"", facts.Show("kernel.release"));
        Assert.Equal($"\"{flavour}\"", facts.Show("kernel.flavour"));
        Assert.Equal($"\"{id}\"", facts.Show("os.id"));
        Assert.Equal(version, facts.Show("os.version-id"));
        Assert.Equal(mimpid, facts.Show("cpu.riscv.mimpid"));
        Assert.Equal(host, facts.Show("host.name"));
        Assert.Equal(processors, facts.Show("cpu.count"));
        Assert.Equal("unknown", facts.Show("kernel.vermagic"));
    }

    [Theory]
    [InlineData("riscv64-milkvpioneer.lscpu.txt")]
    [InlineData("riscv64-visionfive2.lscpu.txt")]
    public async Task Lscpu_is_never_parsed(string sample)
    {
        using var tree = new CapturedTree().With("captured/lscpu.txt", await TextAsync(sample));

        Assert.Empty((await tree.FactsAsync()).Facts);
    }

    [Fact]
    public async Task Pci_listing_of_an_sg2042_board_has_devices_and_drivers_but_no_classes()
    {
        using var tree = new CapturedTree().With("proc/bus/pci/devices", await TextAsync("riscv64-milkvpioneer.proc-bus-pci-devices.txt"));

        var facts = await tree.FactsAsync();

        var devices = facts.ListOf(FactName.Parse("pci.devices"))!.Value;
        Assert.Equal(19, devices.Length);
        Assert.Equal("""{"address":"0000:00:00.0","device":"2042","driver":null,"vendor":"1e30"}""", devices[0].ToString());
        Assert.Contains("""{"address":"0000:c7:00.0","device":"a80c","driver":"nvme","vendor":"144d"}""", devices.Select(device => device.ToString()));
        Assert.Equal("unknown", facts.Show("gpu.devices"));
    }

    [Fact]
    public async Task A_gh200_without_fabric_has_null_fabric_and_coherent_link()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", await TextAsync("gh200x1.nvidia-smi-a.txt"));

        var facts = await tree.FactsAsync();

        Assert.Equal("\"550.127.05\"", facts.Show("gpu.driver"));
        Assert.Equal("\"12.4\"", facts.Show("gpu.cuda"));
        Assert.Equal(("null", "null", "null"), (facts.Show("fabric.state"), facts.Show("fabric.healthy"), facts.Show("fabric.cluster-uuid")));
        Assert.Equal("\"96.00.8D.00.03\"", facts.Show("firmware.gpu.vbios"));
        Assert.Equal("\"0000:dd:00.0\"", facts.Gpu(0, "address"));
        Assert.Equal(("true", "\"ATS\"", "\"2342\"", "\"10de\""), (facts.Gpu(0, "c2c"), facts.Gpu(0, "addressing-mode"), facts.Gpu(0, "device"), facts.Gpu(0, "vendor")));
        Assert.Equal("\"GPU-35d58415-1094-5ad1-64d1-b797587d33a7\"", facts.Gpu(0, "uuid"));
    }

    [Fact]
    public async Task Two_h100_nvl_have_no_fabric_and_c2c_off()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", await TextAsync("h100nvlx2.nvidia-smi-a.txt"));

        var facts = await tree.FactsAsync();

        Assert.Equal(2, facts.ListOf(FactNames.GpuDevices)!.Value.Length);
        Assert.Equal("\"550.54.14\"", facts.Show("firmware.gpu.gsp"));
        Assert.Equal(("false", "false", "true"), (facts.Gpu(1, "c2c"), facts.Gpu(1, "mig"), facts.Gpu(1, "ecc")));
        Assert.Equal("null", facts.Show("fabric.healthy"));
        Assert.NotEqual(facts.Gpu(0, "uuid"), facts.Gpu(1, "uuid"));
    }

    [Theory]
    [InlineData("h100sxmx8.first2of8.nvidia-smi-a.txt", 2)]
    [InlineData("h100sxmx8.all8.identity-lines.txt", 8)]
    public async Task An_h100_board_has_a_healthy_fabric_without_cluster(string sample, int count)
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", await TextAsync(sample));

        var facts = await tree.FactsAsync();

        Assert.Equal(count, facts.ListOf(FactNames.GpuDevices)!.Value.Length);
        Assert.Equal("\"565.57.01\"", facts.Show("gpu.driver"));
        Assert.Equal("\"96.00.74.00.01\"", facts.Gpu(count - 1, "vbios"));
        if (count == 8) return; // The excerpt has lost its headings, and with them the sections.
        Assert.Equal(("\"Completed\"", "\"Success\"", "0", "null", "true"), (facts.Show("fabric.state"), facts.Show("fabric.status"), facts.Show("fabric.clique"), facts.Show("fabric.cluster-uuid"), facts.Show("fabric.healthy")));
    }

    [Fact]
    public async Task The_xml_of_an_a100_is_read_without_its_document_type()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q-x.xml", await TextAsync("a100-sxm4.nvidia-smi-qx-v12.xml"));

        var facts = await tree.FactsAsync();

        Assert.Empty(facts.Warnings);
        Assert.Equal(("\"535.54.03\"", "\"12.2\""), (facts.Show("gpu.driver"), facts.Show("gpu.cuda")));
        Assert.Equal(("\"20b2\"", "true", "true", "\"None\""), (facts.Gpu(0, "device"), facts.Gpu(0, "mig"), facts.Gpu(0, "mig-pending"), facts.Gpu(0, "addressing-mode")));
        Assert.Equal("\"535.54.03\"", facts.Show("firmware.gpu.gsp"));
        Assert.Equal("unknown", facts.Gpu(0, "c2c"));
    }

    [Fact]
    public async Task Rocm_reports_are_read_even_when_cut()
    {
        using var tree = new CapturedTree().With("captured/rocm-smi-a.txt", await TextAsync("mi300x-x4.rocm-smi-a.first-9k.txt"));

        var facts = await tree.FactsAsync();

        Assert.Equal(4, facts.ListOf(FactNames.GpuDevices)!.Value.Length);
        Assert.Equal("\"6.7.0\"", facts.Show("gpu.driver"));
        Assert.Equal(("\"1002\"", "\"74a1\"", "\"0x8d1457e2c20f59d2\"", "\"113-MI3SRIOV-001\""), (facts.Gpu(0, "vendor"), facts.Gpu(0, "device"), facts.Gpu(0, "uuid"), facts.Gpu(0, "vbios")));
        Assert.Equal("\"113-MI3SRIOV-001\"", facts.Show("firmware.gpu.vbios"));
        Assert.Equal("unknown", facts.Show("fabric.state"));
    }

    [Fact]
    public async Task Nvlink_and_c2c_links_are_counted()
    {
        var text = await TextAsync("h100.nvlink-s.public-excerpt.txt");
        var gh200 = text[text.IndexOf("# same command on a single GH200", StringComparison.Ordinal)..];
        using var h100 = new CapturedTree().With("captured/nvidia-smi-nvlink-s.txt", text[..text.IndexOf("# same command", StringComparison.Ordinal)]);
        using var grace = new CapturedTree()
            .With("captured/nvidia-smi-nvlink-s.txt", gh200[..gh200.IndexOf("# nvidia-smi c2c", StringComparison.Ordinal)])
            .With("captured/nvidia-smi-c2c-s.txt", gh200[gh200.IndexOf("# nvidia-smi c2c", StringComparison.Ordinal)..]);

        Assert.Equal("18", (await h100.FactsAsync()).Show("link.nvlink.links"));
        Assert.Equal("0", (await grace.FactsAsync()).Show("link.nvlink.links"));
        Assert.Equal("10", (await grace.FactsAsync()).Show("link.c2c.links"));
    }

    [Fact]
    public async Task A_completed_fabric_with_insufficient_resources_is_not_healthy()
    {
        var text = await TextAsync("gb200.public-issue-excerpts.txt");
        var fabric = Between(text, "Fabric\n", "## https://github.com/NVIDIA/k8s-test-infra");
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n    Product Name : NVIDIA GB200\n    Fabric\n" + Indented(fabric));

        var facts = await tree.FactsAsync();

        Assert.Equal(("\"Completed\"", "\"Insufficient Resources\"", "0", "null", "false"), (facts.Show("fabric.state"), facts.Show("fabric.status"), facts.Show("fabric.clique"), facts.Show("fabric.cluster-uuid"), facts.Show("fabric.healthy")));
    }

    [Fact]
    public async Task Gb200_link_firmware_and_64k_kernels_are_read()
    {
        var text = await TextAsync("gb200.public-issue-excerpts.txt");
        using var tree = new CapturedTree()
            .With("captured/nvidia-smi-nvlink-info.txt", Between(text, "nvidia-smi nvlink -info\n", "## lspci"))
            .With("captured/nvidia-smi-q.txt", "Driver Version : 570.124.06\nGPU 00000008:01:00.0\n    Product Name : NVIDIA GB200\n")
            .With("captured/uname-a.txt", "Linux node1 6.8.0-1028-nvidia-64k #31 SMP PREEMPT_DYNAMIC Sat Apr 12 2025 aarch64 aarch64 aarch64 GNU/Linux")
            .With("boot/config-6.8.0-1028-nvidia-64k", "CONFIG_SMP=y\nCONFIG_MODULES=y\nCONFIG_MODULE_UNLOAD=y\nCONFIG_MODVERSIONS=y\n# CONFIG_ARM64_4K_PAGES is not set\nCONFIG_ARM64_64K_PAGES=y\nCONFIG_PREEMPT_BUILD=y\n");

        var facts = await tree.FactsAsync();

        Assert.Contains("6.8.0-1028-nvidia-64k", text, StringComparison.Ordinal);
        Assert.Equal("\"36:2014:1862\"", facts.Show("firmware.nvlink.netir"));
        Assert.Equal("\"7:0:0\"", facts.Show("firmware.nvlink.netir-uphy"));
        Assert.Equal(("\"nvidia-64k\"", "65536"), (facts.Show("kernel.flavour"), facts.Show("memory.page-size")));
        Assert.Equal("\"6.8.0-1028-nvidia-64k SMP preempt mod_unload modversions aarch64\"", facts.Show("kernel.vermagic"));
        Assert.Equal("\"0008:01:00.0\"", facts.Gpu(0, "address"));
    }

    private static Task<string> TextAsync(string sample) => File.ReadAllTextAsync(SharedData.Require("hosts", sample), TestContext.Current.CancellationToken);

    // What stands between the prompt with that command and the next prompt.
    private static string AnswerTo(string console, string command)
    {
        var lines = console.Split('\n').SkipWhile(line => !IsPrompt(line) || !line.TrimEnd().EndsWith(command, StringComparison.Ordinal)).Skip(1);
        return string.Join('\n', lines.TakeWhile(line => !IsPrompt(line)));
    }

    private static bool IsPrompt(string line) => line.StartsWith("[root@", StringComparison.Ordinal) || line.StartsWith("ubuntu@", StringComparison.Ordinal);

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));
}
