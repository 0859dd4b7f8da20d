// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Single files of a host and the facts they give, where no public dump shows them.</summary>
public sealed class CapturedTreeTests
{
    [Fact]
    public async Task The_auxiliary_vector_tells_64_kib_pages_before_any_configuration()
    {
        var auxv = new byte[48];
        BinaryPrimitives.WriteUInt64LittleEndian(auxv.AsSpan(0), 16);
        BinaryPrimitives.WriteUInt64LittleEndian(auxv.AsSpan(16), 6);
        BinaryPrimitives.WriteUInt64LittleEndian(auxv.AsSpan(24), 65_536);
        using var tree = new CapturedTree().With("proc/self/auxv", auxv).With("proc/sys/kernel/osrelease", "6.8.0").With("boot/config-6.8.0", "CONFIG_ARM64_4K_PAGES=y\n");

        var facts = await tree.FactsAsync();

        Assert.Equal("65536", facts.Show("memory.page-size"));
        Assert.Equal("/proc/self/auxv", facts.Find(FactNames.PageSize)!.Source);
    }

    [Fact]
    public async Task A_numa_node_of_memory_only_has_null_processors_and_one_without_a_list_has_none()
    {
        using var tree = new CapturedTree()
            .With("sys/devices/system/node/online", "0,2-3\n")
            .With("sys/devices/system/node/node0/cpulist", "0-71\n")
            .With("sys/devices/system/node/node2/cpulist", "\n");

        Assert.Equal("""[{"cpus":"0-71","id":0},{"cpus":null,"id":2},{"id":3}]""", (await tree.FactsAsync()).Show("numa.nodes"));
    }

    [Fact]
    public async Task Harts_that_differ_have_no_common_identity_and_only_common_extensions()
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", "processor : 0\nisa : rv64imafdcv_zba\nmimpid : 0x1\nmarchid : 0x7\n\nprocessor : 1\nisa : rv64imafdc_zba\nmimpid : 0x2\nmarchid : 0x7\n");

        var facts = await tree.FactsAsync();

        Assert.Equal("unknown", facts.Show("cpu.riscv.mimpid"));
        Assert.Equal("\"0x7\"", facts.Show("cpu.riscv.marchid"));
        Assert.Equal("""["a","c","d","f","i","m","zba"]""", facts.Show("isa.extensions"));
    }

    [Theory]
    [InlineData((byte)1, "true")]
    [InlineData((byte)0, "false")]
    public async Task Secure_boot_is_the_fifth_byte_of_its_variable(byte value, string expected)
    {
        using var tree = new CapturedTree()
            .With("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", [6, 0, 0, 0, value])
            .With("sys/kernel/security/lockdown", "none [integrity] confidentiality\n")
            .With("sys/module/module/parameters/sig_enforce", "Y\n");

        var facts = await tree.FactsAsync();

        Assert.Equal((expected, "\"integrity\"", "true"), (facts.Show("security.secure-boot"), facts.Show("security.lockdown"), facts.Show("security.module-signature")));
    }

    [Fact]
    public async Task An_accelerator_is_a_gpu_and_the_vga_chip_of_a_server_board_is_none()
    {
        using var tree = new CapturedTree()
            .With("sys/bus/pci/devices/0000:c1:00.0/uevent", "DRIVER=ast\nPCI_CLASS=30000\nPCI_ID=1A03:2000\n")
            .With("sys/bus/pci/devices/0000:01:00.0/uevent", "DRIVER=amdgpu\nPCI_CLASS=120000\nPCI_ID=1002:74A1\nPCI_SUBSYS_ID=1002:74A1\n")
            .With("sys/bus/pci/devices/0000:02:00.0/uevent", "PCI_CLASS=30000\nPCI_ID=10DE:2204\n")
            .With("sys/bus/pci/devices/not-an-address/uevent", "PCI_CLASS=30200\nPCI_ID=10DE:2204\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(3, facts.ListOf(FactName.Parse("pci.devices"))!.Value.Length);
        Assert.Equal(["\"0000:01:00.0\"", "\"0000:02:00.0\""], Enumerable.Range(0, facts.ListOf(FactNames.GpuDevices)!.Value.Length).Select(index => facts.Gpu(index, "address")));
        Assert.Equal(("\"120000\"", "\"amdgpu\"", "null"), (facts.Gpu(0, "class"), facts.Gpu(0, "driver"), facts.Gpu(1, "driver")));
    }

    [Fact]
    public async Task A_gpu_of_the_bus_that_the_program_does_not_list_is_not_lost()
    {
        using var tree = new CapturedTree()
            .With("sys/bus/pci/devices/0000:01:00.0/uevent", "PCI_CLASS=30200\nPCI_ID=10DE:2330\n")
            .With("sys/bus/pci/devices/0000:02:00.0/uevent", "PCI_CLASS=30200\nPCI_ID=10DE:2330\n")
            .With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n    VBIOS Version : 96.00.01.00.00\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(2, facts.ListOf(FactNames.GpuDevices)!.Value.Length);
        Assert.Equal("unknown", facts.Show("firmware.gpu.vbios"));
    }

    [Fact]
    public async Task Taint_and_loaded_modules_are_read()
    {
        using var tree = new CapturedTree()
            .With("proc/sys/kernel/tainted", "12289\n")
            .With("proc/modules", "nvidia 1 0 - Live 0x0 (POE)\nkw_base 1 0 - Live 0x0\n../../etc/passwd 1 0 - Live 0x0\n")
            .With("sys/module/nvidia/srcversion", "ABC123\n");

        var facts = await tree.FactsAsync();

        Assert.Equal("""["P","O","E"]""", facts.Show("kernel.taint"));
        Assert.Equal("""{"kw_base":null,"nvidia":"ABC123"}""", facts.Show("kernel.modules"));
    }

    [Theory]
    [InlineData("usr/src/linux-headers-6.1.0-47-amd64/Module.symvers")]
    [InlineData("usr/src/kernels/6.1.0-47-amd64/Module.symvers")]
    [InlineData("boot/symvers-6.1.0-47-amd64.gz")]
    public async Task The_export_table_is_found_wherever_distributions_put_it(string path)
    {
        var table = Encoding.UTF8.GetBytes("0x00000002\tmutex_lock\tvmlinux\tEXPORT_SYMBOL\t\n");
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", "6.1.0-47-amd64").With(path, path.EndsWith(".gz", StringComparison.Ordinal) ? Packed(table) : table);

        var report = await tree.ProbeAsync();

        Assert.Equal("0x00000002", report.Symbols!.Find("mutex_lock"));
        Assert.Equal("/" + path, report.Facts.Find(FactNames.KernelSymversDigest)!.Source);
    }

    [Fact]
    public async Task A_broken_export_table_is_a_warning()
    {
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", "6.1").With("boot/symvers-6.1", "nonsense\n");

        var report = await tree.ProbeAsync();

        Assert.Null(report.Symbols);
        Assert.StartsWith("KW3054", Assert.Single(report.Facts.Warnings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_without_loadable_modules_has_null_vermagic()
    {
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", "6.18").With("proc/sys/kernel/arch", "x86_64").With("proc/config.gz", Packed("# CONFIG_MODULES is not set\nCONFIG_SMP=y\n"u8));

        Assert.Equal("null", (await tree.FactsAsync()).Show("kernel.vermagic"));
    }

    [Theory]
    [InlineData("Linux h 6.8.0-52-generic #53 SMP Sun Jan 26 04:38:25 UTC 2025 riscv64 riscv64 riscv64 GNU/Linux", "riscv64", "#53 SMP Sun Jan 26 04:38:25 UTC 2025")]
    [InlineData("Linux h 6.1.55 #1 SMP x86_64 GNU/Linux", "amd64", "#1 SMP")]
    public async Task Uname_is_read_around_its_version(string line, string isa, string version)
    {
        using var tree = new CapturedTree().With("captured/uname-a.txt", line);

        var facts = await tree.FactsAsync();

        Assert.Equal(($"\"{isa}\"", $"\"{version}\""), (facts.Show("isa.name"), facts.Show("kernel.version")));
    }

    [Theory]
    [InlineData("Darwin h 24.0 x arm64")]
    [InlineData("Linux x86_64")]
    [InlineData("nonsense")]
    public async Task What_is_no_line_of_linux_uname_gives_nothing(string line)
    {
        using var tree = new CapturedTree().With("captured/uname-a.txt", line);

        Assert.Empty((await tree.FactsAsync()).Facts);
    }

    private static byte[] Packed(ReadOnlySpan<byte> content)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }
}
