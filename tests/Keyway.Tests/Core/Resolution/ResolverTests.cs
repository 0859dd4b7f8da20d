// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Tests.Fixtures;
using Keyway.Versions;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution;

public sealed class ResolverTests
{
    private const string Vermagic = "6.12.107+deb13-riscv64 SMP preempt mod_unload modversions riscv";
    private const string OlderVermagic = "6.12.94+deb13-riscv64 SMP preempt mod_unload modversions riscv";

    private static readonly KernelSymbols Symbols = KernelSymbols.Parse(new StringReader("0x00000001\tmodule_layout\n0x00000002\tmutex_lock\n0x00000003\tkfree\n"), "Module.symvers");
    private static readonly ResolvePolicy Policy = new() { Today = new DateOnly(2026, 11, 24) };

    [Fact]
    public void The_newest_version_that_fits_is_chosen()
    {
        var granted = Granted(Resolve(new PackageSketch { Version = "2.3.0" }, new PackageSketch { Version = "2.10.0" }, new PackageSketch { Version = "2.9.9" }));

        Assert.Equal("2.10.0", granted.Chosen.Package.Manifest.Version);
        Assert.Equal(["2.10.0", "2.9.9", "2.3.0"], granted.Candidates.Select(candidate => candidate.Package.Manifest.Version));
        Assert.Equal("it fits, but 2.10.0 is newer", granted.Candidates[1].Because);
        Assert.Equal(CandidateVerdict.Surpassed, granted.Candidates[2].Verdict);
    }

    [Fact]
    public void Among_equal_cores_the_most_specific_applicable_version_is_chosen()
    {
        var granted = Granted(Resolve(new PackageSketch { Version = "2.3.1" }, new PackageSketch { Version = "2.3.1+kern6.12" }, new PackageSketch { Version = "2.3.1+kern6.1" }));

        Assert.Equal("2.3.1+kern6.12", granted.Chosen.Package.Manifest.Version);
        Assert.Equal("it fits, but 2.3.1+kern6.12 is more specific to this host", Of(granted, "2.3.1").Because);
        Assert.Equal("its axis kern6.1 asks for kernel 6.1.x, the host runs 6.12.107+deb13-riscv64", Of(granted, "2.3.1+kern6.1").Because);
    }

    [Fact]
    public void Order_of_candidates_never_matters()
    {
        PackageSketch[] sketches = [.. Enumerable.Range(0, 8).Select(i => new PackageSketch { Version = $"2.{i % 4}.0", Source = $"registry.example/{i / 4}", Isas = i == 3 ? [Isa.Amd64] : [Isa.Riscv64] })];
        Random random = new(7);
        var expected = Print(Resolve(sketches));

        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(sketches);
            Assert.Equal(expected, Print(Resolve(sketches)));
        }
    }

    [Fact]
    public void Nothing_to_choose_from_is_refused() =>
        Assert.Equal("there is no package to choose from", Assert.IsType<Refused>(Resolve()).Reason);

    [Fact]
    public void A_newer_version_that_does_not_fit_loses_with_its_reason()
    {
        var granted = Granted(Resolve(new PackageSketch { Version = "2.3.1" }, new PackageSketch { Version = "3.0.0", Hosts = [Host(Isa.Riscv64, "7.x")] }));

        Assert.Equal("2.3.1", granted.Chosen.Package.Manifest.Version);
        Assert.Equal("it supports the kernels 7.x, the host runs 6.12.107+deb13-riscv64", Of(granted, "3.0.0").Because);
    }

    [Theory]
    [InlineData("isa", "there is no build for riscv64, only for amd64")]
    [InlineData("host", "supported_hosts has no entry for riscv64")]
    [InlineData("kernel", "it supports the kernels 5.19.x, =6.1.55, the host runs 6.12.107+deb13-riscv64")]
    [InlineData("page-size", "it works with pages of 65536 bytes, the host has 4096")]
    [InlineData("libc", "it needs glibc 2.42 or newer, the host has 2.41")]
    [InlineData("firmware", "nvswitch v12 may follow v9 or v10, the device is at v11")]
    [InlineData("capability", "the policy requires coherent-cache, its nvlink_capabilities are: fusion-1.0")]
    [InlineData("region-denied", "export class 3A090 denies CN")]
    [InlineData("region-not-allowed", "export class 3A090 allows DE, FR, not CN")]
    [InlineData("support", "its support ended on 2026-10-31, today is 2026-11-24")]
    [InlineData("package", "the policy asks for other, this is demo")]
    [InlineData("range", "the policy asks for <2.0.0, this is 2.3.1")]
    [InlineData("version", "'latest' is no version that can be ordered")]
    [InlineData("axis-page", "its axis pg64 asks for pages of 65536 bytes, the host has 4096")]
    [InlineData("axis-profile", "its axis nvf-fusion2 asks for an interconnect profile, the host has: fusion-1.0")]
    [InlineData("axis-hardware", "its axis hw-blackwell asks for a hardware generation, the host has: NVIDIA GH200 480GB")]
    [InlineData("vermagic", "kw of riscv64/modules-6.12.94+deb13-riscv64.tar.zst was built for '6.12.94 SMP mod_unload riscv', the kernel is '6.12.107+deb13-riscv64 SMP preempt mod_unload modversions riscv'")]
    [InlineData("crc", "1 of 2 symbols imported by riscv64/modules-6.12.94+deb13-riscv64.tar.zst do not match, such as: kw imports mutex_lock with CRC 0x00000009, the kernel exports 0x00000002")]
    [InlineData("missing", "1 of 1 symbols imported by riscv64/modules-6.12.94+deb13-riscv64.tar.zst do not match, such as: kw imports vanished, which the kernel does not export")]
    public void Each_check_can_reject_and_names_both_values(string which, string reason)
    {
        var (sketch, policy) = Misfit(which);

        var refused = Assert.IsType<Refused>(Resolver.Resolve([sketch.Build()], TheHost(), Symbols, policy));

        Assert.Equal(CandidateVerdict.Rejected, refused.Candidates[0].Verdict);
        Assert.Equal(reason, refused.Candidates[0].Because);
        Assert.Equal("no package fits this host: 1 rejected", refused.Reason);
    }

    [Theory]
    [InlineData("kernel.release", "its axis kern6.12 asks for kernel 6.12.x, and kernel.release is not known")]
    [InlineData("isa.name", "there are builds for riscv64, and isa.name is not known")]
    [InlineData("memory.page-size", "it works with pages of 4096 bytes, and memory.page-size is not known")]
    [InlineData("libc.version", "it needs glibc 2.36 or newer, and libc.version is not known")]
    [InlineData("gpu.devices", "it drives GPUs, and gpu.devices is not known")]
    [InlineData("firmware.nvswitch", "nvswitch v12 may follow v11, and firmware.nvswitch is not known")]
    [InlineData("kernel.symvers.digest", "riscv64/modules-6.12.107+deb13-riscv64.tar.zst has the right vermagic, but 2 imported symbols need the kernel's export table, and kernel.symvers.digest is not known")]
    [InlineData("link.profiles", "its axis nvf-fusion1 asks for an interconnect profile, and link.profiles is not known")]
    public void A_missing_fact_blocks_in_production_and_warns_in_a_laboratory(string fact, string reason)
    {
        var package = Demanding().Build();
        var facts = TheHost().Without(FactName.Parse(fact));

        var refused = Assert.IsType<Refused>(Resolver.Resolve([package], facts, Symbols, Policy));
        var lenient = Resolver.Resolve([package], facts, Symbols, Policy with { Unknown = UnknownPolicy.Warn });

        Assert.Equal(CandidateVerdict.Undecided, refused.Candidates[0].Verdict);
        Assert.StartsWith(reason, refused.Candidates[0].Because, StringComparison.Ordinal);
        Assert.Equal("no package fits this host: 1 not decidable from the facts", refused.Reason);
        Assert.Equal(fact != "isa.name", lenient is Granted);
    }

    [Fact]
    public void Everything_a_demanding_package_asks_for_is_checked()
    {
        var granted = Granted(Resolver.Resolve([Demanding().Build()], TheHost(), Symbols, Policy with { RequiredCapabilities = ["fusion-1.0"], Region = "DE", Versions = VersionRange.Parse(VersionScheme.SemVer, ">=2.0.0 <3.0.0"), Package = "demo" }));

        Assert.All(granted.Chosen.Findings, finding => Assert.Equal(Outcome.Ok, finding.Outcome));
        Assert.Equal(["package", "version", "isa", "axis", "axis", "host", "modules", "firmware", "gpu", "capability", "region", "support"], granted.Chosen.Findings.Select(finding => finding.Check));
        Assert.Equal(["riscv64/userspace.tar.zst", "riscv64/modules-6.12.107+deb13-riscv64.tar.zst", "riscv64/firmware-nvswitch.bin.tar.zst"], granted.Chosen.Layers.Select(layer => layer.Title));
    }

    [Fact]
    public void A_module_of_another_release_is_chosen_when_every_crc_matches()
    {
        var sketch = new PackageSketch { Prebuilt = [("6.12.94+deb13-riscv64", [Module("kw", OlderVermagic, [("mutex_lock", "0x00000002")])])] };

        var granted = Granted(Resolve(sketch));

        Assert.Equal("riscv64/modules-6.12.94+deb13-riscv64.tar.zst loads: vermagic fits and 1 imported symbols match", granted.Chosen.Findings.Single(finding => finding.Check == "modules").Reason);
    }

    [Fact]
    public void Symbols_of_a_sister_module_satisfy_an_import_by_their_own_crc()
    {
        PackagedModule[] good = [Module("kw_base", Vermagic, [], ("kw_open", "0x0000000a")), Module("kw", Vermagic, [("kw_open", "0x0000000a")])];
        PackagedModule[] bad = [Module("kw_base", Vermagic, [], ("kw_open", "0x0000000a")), Module("kw", Vermagic, [("kw_open", "0x0000000b")])];

        Assert.IsType<Granted>(Resolve(new PackageSketch { Prebuilt = [("k", good)] }));
        var refused = Assert.IsType<Refused>(Resolve(new PackageSketch { Prebuilt = [("k", bad)] }));
        Assert.Contains("kw imports kw_open with CRC 0x0000000b, the package exports 0x0000000a", refused.Candidates[0].Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_modversions_the_whole_vermagic_decides()
    {
        const string plain = "7.2.12+deb14-riscv64 SMP preempt mod_unload riscv";
        var facts = TheHost().With("kernel.vermagic", plain).With("kernel.release", "7.2.12+deb14-riscv64");
        PackageSketch Sketch(string vermagic) => new() { Hosts = [Host(Isa.Riscv64, "7.x")], Prebuilt = [("k", [Module("kw", vermagic, [("anything", null)])])] };

        Assert.IsType<Granted>(Resolver.Resolve([Sketch(plain + " ").Build()], facts, null, Policy));
        Assert.IsType<Refused>(Resolver.Resolve([Sketch("7.2.13+deb14-riscv64 SMP preempt mod_unload riscv").Build()], facts, null, Policy));
        Assert.IsType<Refused>(Resolver.Resolve([Sketch("7.2.12+deb14-riscv64 SMP preempt mod_unload modversions riscv").Build()], facts, null, Policy));
    }

    [Fact]
    public void Module_source_is_the_fallback_with_a_warning()
    {
        var sketch = new PackageSketch { HasSource = true, Prebuilt = [("6.12.94+deb13-riscv64", [Module("kw", OlderVermagic, [("mutex_lock", "0x00000009")])])] };

        var granted = Granted(Resolve(sketch));

        var finding = granted.Chosen.Findings.Single(one => one.Check == "modules");
        Assert.Equal(Outcome.Warn, finding.Outcome);
        Assert.Equal("no prebuilt module loads; the source in riscv64/dkms-demo.tar.zst can be built on the host, which needs a compiler and kernel headers", finding.Reason);
        Assert.Equal(["riscv64/userspace.tar.zst", "riscv64/dkms-demo.tar.zst"], granted.Chosen.Layers.Select(layer => layer.Title));
    }

    [Fact]
    public void A_kernel_without_loadable_modules_takes_no_driver_with_modules()
    {
        var facts = TheHost().With("kernel.vermagic", FactValue.Nothing);

        foreach (var sketch in new[] { new PackageSketch { HasSource = true }, new PackageSketch { Prebuilt = [("k", [Module("kw", Vermagic, [])])] } })
            Assert.Equal("it brings kernel modules, and this kernel loads none", Assert.IsType<Refused>(Resolver.Resolve([sketch.Build()], facts, Symbols, Policy)).Candidates[0].Because);
        Assert.IsType<Granted>(Resolver.Resolve([new PackageSketch().Build()], facts, Symbols, Policy));
    }

    [Fact]
    public void A_symbol_table_of_another_kernel_proves_nothing()
    {
        var other = KernelSymbols.Parse(new StringReader("0x00000002\tmutex_lock\n"), "other");
        var sketch = new PackageSketch { Prebuilt = [("k", [Module("kw", Vermagic, [("mutex_lock", "0x00000002")])])] };

        var refused = Assert.IsType<Refused>(Resolver.Resolve([sketch.Build()], TheHost(), other, Policy));

        Assert.Equal(CandidateVerdict.Undecided, refused.Candidates[0].Verdict);
    }

    [Theory]
    [InlineData("v12", Outcome.Ok, "nvswitch is already at v12")]
    [InlineData("v11", Outcome.Ok, "nvswitch may go from v11 to v12")]
    [InlineData("v10", Outcome.Warn, "nvswitch goes from v10 to v12 and can then never go below v11 again")]
    [InlineData("v9", Outcome.Fail, "nvswitch v12 may follow v10 || v11, the device is at v9")]
    [InlineData("twelve", Outcome.Unknown, "nvswitch is at 'twelve' and the package has 'v12': both cannot be read as integer")]
    public void Firmware_moves_only_along_its_steps(string current, Outcome outcome, string reason)
    {
        var sketch = new PackageSketch { Firmware = [Image("nvswitch", "v12", "integer", "v10 || v11") with { AntiRollback = "v11" }] };

        var answer = Resolver.Resolve([sketch.Build()], TheHost().With("firmware.nvswitch", current), Symbols, Policy with { Unknown = UnknownPolicy.Warn });

        var finding = answer.Candidates[0].Findings.Single(one => one.Check == "firmware");
        Assert.Equal((outcome, reason), (finding.Outcome, finding.Reason));
    }

    [Fact]
    public void Firmware_for_a_component_that_is_not_there_is_only_a_warning()
    {
        var sketch = new PackageSketch { Firmware = [Image("nvswitch", "v12", "integer", "v11")] };

        var granted = Granted(Resolver.Resolve([sketch.Build()], TheHost().With("firmware.nvswitch", FactValue.Nothing), Symbols, Policy));

        Assert.Equal("nvswitch.bin is for nvswitch, which the host does not have", granted.Chosen.Findings.Single(one => one.Check == "firmware").Reason);
    }

    [Fact]
    public void The_isa_of_the_policy_overrides_the_host()
    {
        var sketch = new PackageSketch { Isas = [Isa.Riscv64, Isa.Arm64], Hosts = [Host(Isa.Arm64, "6.x")] };

        Assert.Equal(Isa.Arm64, Granted(Resolver.Resolve([sketch.Build()], TheHost(), Symbols, Policy with { Isa = Isa.Arm64 })).Chosen.Build!.Isa);
        Assert.IsType<Refused>(Resolver.Resolve([sketch.Build()], TheHost(), Symbols, Policy));
    }

    [Fact]
    public void End_of_life_is_announced_and_can_be_allowed()
    {
        PackageSketch Until(int year, int month, int day) => new() { Support = new SupportWindow { EndOfLife = new DateOnly(year, month, day) } };

        Assert.Equal(Outcome.Warn, Granted(Resolve(Until(2026, 12, 24))).Chosen.Findings[^1].Outcome);
        Assert.Equal(Outcome.Ok, Granted(Resolve(Until(2027, 12, 24))).Chosen.Findings[^1].Outcome);
        Assert.Equal(Outcome.Warn, Granted(Resolver.Resolve([Until(2026, 1, 1).Build()], TheHost(), Symbols, Policy with { AllowsEndOfLife = true })).Chosen.Findings[^1].Outcome);
    }

    [Fact]
    public void An_axis_nobody_registered_is_unknown_and_descriptive_axes_ask_nothing()
    {
        Assert.IsType<Granted>(Resolve(new PackageSketch { Version = "2.3.1+cuda12.4+fw12+bld7+kabi6" }));
        Assert.Equal("its version has the axis zz-1, which this resolver does not know", Assert.IsType<Refused>(Resolve(new PackageSketch { Version = "2.3.1+zz-1" })).Candidates[0].Because);
    }

    [Theory]
    [InlineData("2.3.1+hw-hopper", true)]
    [InlineData("2.3.1+hw-gh200", true)]
    [InlineData("2.3.1+hw-gb200", false)]
    [InlineData("2.3.1+kern6.12.107-deb13-riscv64", true)]
    [InlineData("2.3.1+kern6.12.94-deb13-riscv64", false)]
    [InlineData("2.3.1+pg4", true)]
    [InlineData("2.3.1+nvf-fusion1", true)]
    public void Axes_say_where_a_version_applies(string version, bool fits) =>
        Assert.Equal(fits, Resolve(new PackageSketch { Version = version }) is Granted);

    [Fact]
    public void A_region_is_two_letters()
    {
        Assert.Equal("DE", ResolvePolicy.RegionOf("de"));
        var refusal = Assert.Throws<KeywayException>(() => ResolvePolicy.RegionOf("Germany"));
        Golden.Verify("errors/KW3100.txt", ErrorText.Of(refusal));
    }

    internal static HostFacts TheHost() => HostFacts.Empty
        .With("isa.name", "riscv64", "/proc/cpuinfo")
        .With("kernel.release", "6.12.107+deb13-riscv64", "/proc/sys/kernel/osrelease")
        .With("kernel.vermagic", Vermagic, "/boot/config-6.12.107+deb13-riscv64")
        .With("kernel.symvers.digest", Symbols.Digest.ToString(), "/boot/symvers-6.12.107+deb13-riscv64")
        .With("memory.page-size", FactValue.Of(4096), "/proc/self/auxv")
        .With("libc.name", "glibc", "/lib/riscv64-linux-gnu/libc.so.6")
        .With("libc.version", "2.41", "/lib/riscv64-linux-gnu/libc.so.6")
        .With("firmware.nvswitch", "v11", "/etc/keyway/facts.d/link.json")
        .With("link.profiles", FactValue.Of(["fusion-1.0"]), "/etc/keyway/facts.d/link.json")
        .With("gpu.devices", FactValue.Of([FactValue.Of([KeyValuePair.Create("architecture", FactValue.Of("Hopper")), KeyValuePair.Create("name", FactValue.Of("NVIDIA GH200 480GB"))])]), "nvidia-smi -q -x");

    internal static KernelSymbols HostSymbols => Symbols;

    internal static PackageSketch Demanding() => new()
    {
        Version = "2.3.1+kern6.12+nvf-fusion1",
        Hosts = [Host(Isa.Riscv64, "6.x") with { PageSizes = [4096], GlibcFloor = "2.36" }],
        Capabilities = ["fusion-1.0"],
        Firmware = [Image("nvswitch", "v12", "integer", "v11")],
        Export = new ExportControl { Class = "3A090", AllowedRegions = [] },
        Support = new SupportWindow { EndOfLife = new DateOnly(2028, 1, 1) },
        Prebuilt = [("6.12.107+deb13-riscv64", [Module("kw", Vermagic, [("mutex_lock", "0x00000002"), ("kfree", "0x00000003")])])],
    };

    private static (PackageSketch Sketch, ResolvePolicy Policy) Misfit(string which)
    {
        ExportControl Export(string[] allowed, string[] denied) => new() { Class = "3A090", AllowedRegions = [.. allowed], DeniedRegions = [.. denied] };
        PackageSketch Modules(string vermagic, params (string, string?)[] imports) => new() { Prebuilt = [("6.12.94+deb13-riscv64", [Module("kw", vermagic, imports)])] };
        return which switch
        {
            "isa" => (new() { Isas = [Isa.Amd64] }, Policy),
            "host" => (new() { Hosts = [Host(Isa.Amd64, "6.x")] }, Policy),
            "kernel" => (new() { Hosts = [Host(Isa.Riscv64, "5.19.x", "=6.1.55")] }, Policy),
            "page-size" => (new() { Hosts = [Host(Isa.Riscv64, "6.x") with { PageSizes = [65_536] }] }, Policy),
            "libc" => (new() { Hosts = [Host(Isa.Riscv64, "6.x") with { GlibcFloor = "2.42" }] }, Policy),
            "firmware" => (new() { Firmware = [Image("nvswitch", "v12", "integer", "v9", "v10")] }, Policy),
            "capability" => (new() { Capabilities = ["fusion-1.0"] }, Policy with { RequiredCapabilities = ["coherent-cache"] }),
            "region-denied" => (new() { Export = Export([], ["CN"]) }, Policy with { Region = "CN" }),
            "region-not-allowed" => (new() { Export = Export(["DE", "FR"], []) }, Policy with { Region = "CN" }),
            "support" => (new() { Support = new SupportWindow { EndOfLife = new DateOnly(2026, 10, 31) } }, Policy),
            "package" => (new(), Policy with { Package = "other" }),
            "range" => (new(), Policy with { Versions = VersionRange.Parse(VersionScheme.SemVer, "<2.0.0") }),
            "version" => (new() { Version = "latest" }, Policy),
            "axis-page" => (new() { Version = "2.3.1+pg64" }, Policy),
            "axis-profile" => (new() { Version = "2.3.1+nvf-fusion2" }, Policy),
            "axis-hardware" => (new() { Version = "2.3.1+hw-blackwell" }, Policy),
            "vermagic" => (Modules("6.12.94 SMP mod_unload riscv"), Policy),
            "crc" => (Modules(OlderVermagic, ("mutex_lock", "0x00000009"), ("kfree", "0x00000003")), Policy),
            "missing" => (Modules(OlderVermagic, ("vanished", "0x00000009")), Policy),
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };
    }

    private static HostResolution Resolve(params PackageSketch[] sketches) => Resolver.Resolve([.. sketches.Select(sketch => sketch.Build())], TheHost(), Symbols, Policy);

    private static Granted Granted(HostResolution resolution) => Assert.IsType<Granted>(resolution);

    private static Candidate Of(HostResolution resolution, string version) => resolution.Candidates.Single(candidate => candidate.Package.Manifest.Version == version);

    private static string Print(HostResolution resolution) => string.Join('\n', resolution.Candidates.Select(candidate => $"{candidate.Package.Source} {candidate.Package.Index.Digest} {candidate.Verdict} {candidate.Because}"));
}
