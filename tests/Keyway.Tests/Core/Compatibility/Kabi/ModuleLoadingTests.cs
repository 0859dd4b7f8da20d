// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Packages;

namespace Keyway.Tests.Core.Compatibility.Kabi;

/// <summary>Every obstacle of spec/kabi §"The loader's rule", and what a missing fact does to it.</summary>
public sealed class ModuleLoadingTests
{
    private const string Vermagic = "6.12.107+deb13-amd64 SMP preempt mod_unload modversions";

    private static readonly LoadingKernel Kernel = new()
    {
        Vermagic = Vermagic,
        Symbols = KernelSymbols.Parse(new StringReader("0x00000001\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t\n0x00000002\tgpl_only\tvmlinux\tEXPORT_SYMBOL_GPL\t\n0x00000003\tspaced\tvmlinux\tEXPORT_SYMBOL_GPL\tDMA_BUF\n0x00000004\tprivate\tvmlinux\tEXPORT_SYMBOL_GPL\tmodule:kvm,kw-*\n"), "Module.symvers"),
    };

    [Fact]
    public void A_module_that_meets_every_demand_loads() =>
        Assert.Empty(Judge(Module() with { Vermagic = "6.12.94+deb13-amd64 SMP preempt  mod_unload modversions ", ImportNamespaces = ["DMA_BUF"] }, ("module_layout", "0x00000001"), ("gpl_only", "0x00000002"), ("spaced", "0x00000003")));

    [Fact]
    public void Each_obstacle_names_the_symbol_and_both_values()
    {
        Expect(LoadObstacle.Crc, Outcome.Fail, "kw imports gpl_only with CRC 0x00000009, the kernel exports 0x00000002", Judge(Module(), ("gpl_only", "0x00000009")));
        Expect(LoadObstacle.Unresolved, Outcome.Fail, "kw imports gone, which the kernel does not export", Judge(Module(), ("gone", "0x00000009")));
        Expect(LoadObstacle.GplOnly, Outcome.Fail, "kw has the licence 'Proprietary' and imports gpl_only, which the kernel exports to GPL modules only", Judge(Module() with { License = "Proprietary" }, ("gpl_only", "0x00000002")));
        Expect(LoadObstacle.Namespace, Outcome.Fail, "kw imports spaced of the namespace DMA_BUF, and the namespaces it imports are: none", Judge(Module(), ("spaced", "0x00000003")));
        Expect(LoadObstacle.Vermagic, Outcome.Fail, $"kw was built for '6.1.0-47-amd64 SMP', the kernel is '{Vermagic}'", Judge(Module() with { Vermagic = "6.1.0-47-amd64 SMP" }, ("gone", null)));
    }

    [Fact]
    public void A_symbol_for_named_modules_is_open_to_them_only()
    {
        Assert.Empty(Judge(Module() with { Name = "kw_link" }, ("private", "0x00000004")));
        Expect(LoadObstacle.Namespace, Outcome.Fail, "other imports private of the namespace module:kvm,kw-*, and the namespaces it imports are: none", Judge(Module() with { Name = "other" }, ("private", "0x00000004")));
    }

    [Fact]
    public void Modules_that_are_loaded_together_resolve_each_other()
    {
        var exporter = Module() with { Name = "kw_base", Exports = ImmutableSortedDictionary<string, string?>.Empty.Add("kw_open", "0x0000000a") };
        var user = With(Module(), ("kw_open", "0x0000000a"));

        Assert.Empty(ModuleLoading.Judge([exporter, user], Kernel));
        Expect(LoadObstacle.Unresolved, Outcome.Fail, "kw imports kw_open, which the kernel does not export", ModuleLoading.Judge([user], Kernel));
        Expect(LoadObstacle.Crc, Outcome.Fail, "kw imports kw_open with CRC 0x0000000b, the package exports 0x0000000a", ModuleLoading.Judge([exporter, With(user, ("kw_open", "0x0000000b"))], Kernel));
    }

    [Fact]
    public void A_symbol_without_a_version_is_let_through_as_the_loader_does() => Assert.Empty(Judge(Module(), ("gpl_only", null)));

    [Fact]
    public void Without_modversions_the_whole_vermagic_decides_and_symbols_must_still_be_there()
    {
        var plain = Kernel with { Vermagic = "7.2.13+deb14-amd64 SMP preempt mod_unload" };
        var own = Module() with { Vermagic = "7.2.13+deb14-amd64 SMP preempt mod_unload" };

        Assert.Empty(ModuleLoading.Judge([With(own, ("gpl_only", null), ("module_layout", null))], plain));
        Expect(LoadObstacle.Vermagic, Outcome.Fail, "kw was built for '7.2.12+deb14-amd64 SMP preempt mod_unload', the kernel is '7.2.13+deb14-amd64 SMP preempt mod_unload'", ModuleLoading.Judge([own with { Vermagic = "7.2.12+deb14-amd64 SMP preempt mod_unload" }], plain));
        Expect(LoadObstacle.Unresolved, Outcome.Fail, "kw imports gone, which the kernel does not export", ModuleLoading.Judge([With(own, ("gone", null))], plain));
    }

    [Theory]
    [InlineData(false, null, null, LoadObstacle.Signature, Outcome.Fail, "kw is not signed, and the kernel demands a signature because lockdown is integrity")]
    [InlineData(true, "0a0b", null, LoadObstacle.Signature, Outcome.Unknown, "kw is signed by key 0a0b, and the keys the kernel trusts are not known")]
    [InlineData(true, "0a0b", "ffff", LoadObstacle.Signature, Outcome.Fail, "kw is signed by key 0a0b, which is none of the 1 keys the kernel trusts")]
    [InlineData(true, "serial:0a0b", "ffff", LoadObstacle.Signature, Outcome.Unknown, "kw is signed by key serial:0a0b, and the keys the kernel trusts are known by other ids")]
    [InlineData(true, "serial:0a0b", "serial:ffff", LoadObstacle.Signature, Outcome.Fail, "kw is signed by key serial:0a0b, which is none of the 1 keys the kernel trusts")]
    [InlineData(true, null, "ffff", LoadObstacle.Signature, Outcome.Unknown, "kw has a signature that names no key we can read")]
    public void A_kernel_that_demands_signatures_asks_for_a_trusted_key(bool isSigned, string? key, string? trusted, LoadObstacle obstacle, Outcome outcome, string reason)
    {
        var kernel = Kernel with { DemandsSignature = true, Demand = "lockdown is integrity", TrustedKeys = trusted is null ? null : [trusted] };

        Expect(obstacle, outcome, reason, ModuleLoading.Judge([Module() with { IsSigned = isSigned, SigningKey = key }], kernel));
    }

    [Fact]
    public void A_trusted_key_is_found_however_it_is_written()
    {
        var facts = HostFacts.Empty.With(FactNames.KernelVermagic, Fact(FactValue.Of(Vermagic))).With(FactNames.ModuleSignature, Fact(FactValue.Of(true))).With(FactNames.TrustedKeys, Fact(FactValue.Of(["0A:0B"])));

        var kernel = LoadingKernel.Of(facts, null);

        Assert.True(kernel.DemandsSignature);
        Assert.Empty(ModuleLoading.Judge([Module() with { IsSigned = true, SigningKey = "0a0b" }], kernel));
    }

    [Theory]
    [InlineData(null, "none", false)]
    [InlineData(null, "confidentiality", true)]
    [InlineData(false, "integrity", true)]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(null, null, null)]
    public void Enforcement_or_lockdown_demand_signatures(bool? enforced, string? lockdown, bool? expected)
    {
        var facts = HostFacts.Empty;
        if (enforced is { } flag) facts = facts.With(FactNames.ModuleSignature, Fact(FactValue.Of(flag)));
        if (lockdown is { } mode) facts = facts.With(FactNames.Lockdown, Fact(FactValue.Of(mode)));

        Assert.Equal(expected, LoadingKernel.Of(facts, null).DemandsSignature);
    }

    [Fact]
    public void What_is_not_known_is_unknown_and_never_loads()
    {
        Expect(LoadObstacle.Vermagic, Outcome.Unknown, $"kw was built for '{Vermagic}', and the kernel's vermagic is not known", ModuleLoading.Judge([Module()], Kernel with { Vermagic = null }));
        Expect(LoadObstacle.Crc, Outcome.Unknown, "kw imports gpl_only, and the kernel's export table is not known", ModuleLoading.Judge([With(Module(), ("gpl_only", "0x00000002"))], Kernel with { Symbols = null }));
        Expect(LoadObstacle.Vermagic, Outcome.Fail, "kw is a kernel module, and this kernel loads none", ModuleLoading.Judge([Module()], Kernel with { LoadsNoModules = true }));
    }

    private static ImmutableArray<LoadProblem> Judge(PackagedModule module, params (string Symbol, string? Crc)[] imports) => ModuleLoading.Judge([With(module, imports)], Kernel);

    private static void Expect(LoadObstacle obstacle, Outcome outcome, string reason, ImmutableArray<LoadProblem> problems)
    {
        var problem = Assert.Single(problems);
        Assert.Equal((obstacle, outcome, reason), (problem.Obstacle, problem.Outcome, problem.Reason));
    }

    private static PackagedModule Module() => new() { Path = "kw.ko", Name = "kw", Vermagic = Vermagic, License = "GPL" };

    private static PackagedModule With(PackagedModule module, params (string Symbol, string? Crc)[] imports) => module with { Imports = imports.ToImmutableSortedDictionary(import => import.Symbol, import => import.Crc) };

    private static Fact Fact(FactValue value) => new() { Value = value, Source = "test", Method = FactMethod.File, ObservedAt = DateTimeOffset.UnixEpoch };
}
