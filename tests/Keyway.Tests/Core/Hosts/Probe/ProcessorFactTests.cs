// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Profiles, hwprobe and the vector unit that only looks like one.</summary>
public sealed class ProcessorFactTests
{
    [Theory]
    [InlineData("archspec.linux-rocky9-zen5.cpuinfo.txt", "\"x86-64-v4\"")]
    [InlineData("archspec.linux-unknown-sapphirerapids.cpuinfo.txt", "\"x86-64-v4\"")]
    [InlineData("archspec.linux-debian13-x60.cpuinfo.txt", "\"rva22u64\"")]
    [InlineData("riscv64-visionfive2.proc-cpuinfo.first4harts.txt", "\"rva20u64\"")]
    [InlineData("riscv64-milkvpioneer.proc-cpuinfo.first4harts.txt", "\"rva20u64\"")]
    [InlineData("archspec.linux-ubuntu22.04-neoverse_v2.cpuinfo.txt", "unknown")]
    public async Task Profile_of_a_real_processor(string sample, string expected)
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", await File.ReadAllTextAsync(SharedData.Require("hosts", sample), TestContext.Current.CancellationToken));

        Assert.Equal(expected, (await tree.FactsAsync()).Show("isa.profile"));
    }

    [Theory]
    [InlineData("lm", "null")]
    [InlineData("cmov cx8 fpu fxsr lm mmx sse sse2 syscall", "\"x86-64-v1\"")]
    [InlineData("cmov cx8 fpu fxsr lm mmx sse sse2 syscall cx16 lahf_lm pni popcnt sse4_1 sse4_2 ssse3", "\"x86-64-v2\"")]
    [InlineData("cmov cx8 fpu fxsr lm mmx sse sse2 syscall cx16 lahf_lm pni popcnt sse4_1 sse4_2 ssse3 abm avx avx2 bmi1 bmi2 f16c fma movbe xsave", "\"x86-64-v3\"")]
    [InlineData("cmov cx8 fpu fxsr lm mmx sse sse2 syscall abm avx avx2 bmi1 bmi2 f16c fma movbe xsave", "\"x86-64-v1\"")]
    public async Task A_level_counts_with_those_below_it_only(string flags, string expected)
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", $"processor : 0\nflags : {flags}\n");

        Assert.Equal(expected, (await tree.FactsAsync()).Show("isa.profile"));
    }

    [Fact]
    public async Task An_rva23_processor_is_known_by_its_instructions_without_hints()
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", "processor : 0\nisa : rv64imafdcv_zicbom_zicboz_zicond_zimop_zawrs_zfa_zfhmin_zcb_zcmop_zba_zbb_zbs_zkt_zvbb_zvfhmin_zvkt\n");

        Assert.Equal("\"rva23u64\"", (await tree.FactsAsync()).Show("isa.profile"));
    }

    [Fact]
    public async Task Hwprobe_knows_identity_and_extensions_where_cpuinfo_is_silent()
    {
        using var tree = new CapturedTree()
            .With("proc/sys/kernel/arch", "riscv64")
            .With("captured/riscv-hwprobe.txt", "0 0x489\n1 0x8000000000000007\n2 0x0\n3 0x1\n4 0x1b\nnonsense\n9 0x1\n4 x\n");

        var facts = await tree.FactsAsync();

        Assert.Equal(("\"0x489\"", "\"0x8000000000000007\"", "null"), (facts.Show("cpu.riscv.mvendorid"), facts.Show("cpu.riscv.marchid"), facts.Show("cpu.riscv.mimpid")));
        Assert.Equal("""["a","c","d","f","i","m","zba","zbb"]""", facts.Show("isa.extensions"));
        Assert.Equal("\"rva20u64\"", facts.Show("isa.profile"));
        Assert.Equal("riscv_hwprobe", facts.Find(FactNames.IsaExtensions)!.Source);
    }

    [Fact]
    public async Task Hwprobe_adds_to_what_cpuinfo_lists()
    {
        using var tree = new CapturedTree().With("proc/cpuinfo", "processor : 0\nisa : rv64imafdc\n").With("captured/riscv-hwprobe.txt", "4 0x0000001000000008");

        Assert.Equal("""["a","c","d","f","i","m","zba","zihintpause"]""", (await tree.FactsAsync()).Show("isa.extensions"));
    }

    [Fact]
    public async Task The_vector_unit_of_an_sg2042_is_not_the_ratified_one()
    {
        const string cpuinfo = "processor : 0\nisa : rv64imafdcv\nmvendorid : {0}\nmarchid : 0x0\nmimpid : 0x0\n";
        using var draft = new CapturedTree().With("proc/cpuinfo", string.Format(System.Globalization.CultureInfo.InvariantCulture, cpuinfo, "0x5b7"));
        using var other = new CapturedTree().With("proc/cpuinfo", string.Format(System.Globalization.CultureInfo.InvariantCulture, cpuinfo, "0x710"));

        Assert.DoesNotContain("\"v\"", (await draft.FactsAsync()).Show("isa.extensions"), StringComparison.Ordinal);
        Assert.Contains("\"v\"", (await other.FactsAsync()).Show("isa.extensions"), StringComparison.Ordinal);
    }
}
