// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;
using static Keyway.Tests.Core.Resolution.Preflight.ReadyHost;

namespace Keyway.Tests.Core.Resolution.Preflight;

/// <summary>Each check of fit, beyond those of the resolver: every outcome.</summary>
public sealed class FitCheckTests
{
    private static readonly PackageSketch Unsigned = Sketch with { Prebuilt = [("6.12.107", [Module("nvidia", Vermagic, [])])] };
    private static readonly HostFacts Enforcing = Facts.With("security.module-signature", FactValue.Of(true));

    [Fact]
    public void Configuration_must_load_modules_where_the_package_brings_some()
    {
        Is(Outcome.Ok, "CONFIG_MODULES is y", Ask("config", Facts));
        Is(Outcome.Fail, "the kernel has n", Ask("config", Facts.With("kernel.config", Map(("MODULES", "n")))));
        Is(Outcome.Unknown, "does not say", Ask("config", Facts.With("kernel.config", Map(("SMP", "y")))));
        Is(Outcome.Unknown, "kernel.config is not known", Ask("config", Without("kernel.config")));
        Is(Outcome.Ok, "no kernel module", Ask("config", Without("kernel.config"), Sketch with { Prebuilt = [] }));
    }

    [Fact]
    public void Profiles_of_the_link_must_be_among_those_of_the_driver()
    {
        Is(Outcome.Ok, "fusion-1.0, coherent-cache", Ask("profile", Facts));
        Is(Outcome.Fail, "the host's interconnect speaks fusion-2.0", Ask("profile", Facts.With("link.profiles", FactValue.Of(["fusion-2.0"]))));
        Is(Outcome.Fail, "speaks coherent-cache", Ask("profile", Facts.With("link.profiles", FactValue.Of(["coherent-cache"]))));
        Is(Outcome.Fail, "speaks none", Ask("profile", Facts.With("link.profiles", FactValue.Of(Array.Empty<string>()))));
        Is(Outcome.Warn, "also speaks multicast", Ask("profile", Facts.With("link.profiles", FactValue.Of(["fusion-1.0", "multicast"]))));
        Is(Outcome.Warn, "no interconnect", Ask("profile", Facts.With("link.profiles", FactValue.Nothing)));
        Is(Outcome.Unknown, "link.profiles is not known", Ask("profile", Without("link.profiles")));
        Is(Outcome.Ok, "asks for no", Ask("profile", Facts, Sketch with { Capabilities = [] }));
    }

    [Fact]
    public void Coherency_is_used_where_it_is_there_and_demanded_where_the_policy_does()
    {
        var plain = Facts.With("link.profiles", FactValue.Of(["fusion-1.0"]));
        var demanding = Asked with { RequiredCapabilities = ["coherent-cache"] };

        Is(Outcome.Ok, "interconnect is coherent", Ask("coherency", Facts));
        Is(Outcome.Ok, "in hardware", Ask("coherency", plain));
        Is(Outcome.Warn, "link is software", Ask("coherency", plain.With("link.coherency", "software")));
        Is(Outcome.Fail, "requires a coherent link", Ask("coherency", plain.With("link.coherency", "none"), policy: demanding));
        Is(Outcome.Unknown, "requires a coherent link", Ask("coherency", Without("link.profiles").With("link.coherency", "none"), policy: demanding));
        Is(Outcome.Unknown, "link.coherency is not known", Ask("coherency", plain.Without(FactNames.LinkCoherency)));
        Is(Outcome.Ok, "asks for no", Ask("coherency", Facts, Sketch with { Capabilities = ["fusion-1.0"] }));
    }

    [Fact]
    public void Signatures_count_where_the_kernel_asks_for_them()
    {
        Is(Outcome.Ok, "without a signature", Ask("signature", Facts, Unsigned));
        Is(Outcome.Fail, "nvidia is not signed", Ask("signature", Enforcing, Unsigned));
        Is(Outcome.Fail, "nvidia is not signed", Ask("signature", Facts.With("security.lockdown", "integrity"), Unsigned));
        Is(Outcome.Fail, "trusts no key", Ask("signature", Enforcing.With("security.trusted-keys", FactValue.Of(Array.Empty<string>()))));
        Is(Outcome.Unknown, "one of the 1 keys", Ask("signature", Enforcing.With("security.trusted-keys", FactValue.Of(["00ff"]))));
        Is(Outcome.Unknown, "security.trusted-keys is not known", Ask("signature", Enforcing));
        Is(Outcome.Unknown, "secure boot is on", Ask("signature", Without("security.lockdown").With("security.secure-boot", FactValue.Of(true))));
        Is(Outcome.Unknown, "secure boot is off", Ask("signature", Without("security.module-signature").With("security.secure-boot", FactValue.Of(false))));
        Is(Outcome.Ok, "without a signature", Ask("signature", Facts.With("security.lockdown", FactValue.Nothing)));
        Is(Outcome.Warn, "must be signed with a key it trusts", Ask("signature", Enforcing, Sketch with { Prebuilt = [], HasSource = true }));
        Is(Outcome.Ok, "no kernel module to sign", Ask("signature", Enforcing, Sketch with { Prebuilt = [] }));
    }

    [Fact]
    public void Firmware_of_gpus_must_agree()
    {
        Is(Outcome.Ok, "VBIOS agrees", Ask("gpu-firmware", Facts.With("gpu.devices", Gpus(Gpu(), Gpu()))));
        Is(Outcome.Warn, "96.00.74.00.01, 96.00.8D.00.03", Ask("gpu-firmware", Facts.With("gpu.devices", Gpus(Gpu(), Gpu(("vbios", FactValue.Of("96.00.8D.00.03")))))));
        Is(Outcome.Ok, "VBIOS agrees", Ask("gpu-firmware", Facts.With("gpu.devices", Gpus(Gpu(), Gpu(("device", FactValue.Of("2342")), ("vbios", FactValue.Of("96.00.8D.00.03")))))));
        Is(Outcome.Warn, "GSP firmware is 550.1, the running driver 570.1.1", Ask("gpu-firmware", Facts.With("gpu.devices", Gpus(Gpu(("gsp-firmware", FactValue.Of("550.1")))))));
        Is(Outcome.Unknown, "not every GPU tells it", Ask("gpu-firmware", Facts.With("gpu.devices", Gpus(Gpu(("vbios", null))))));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("gpu-firmware", Without("gpu.devices")));
        Is(Outcome.Ok, "no GPU", Ask("gpu-firmware", Facts.With("gpu.devices", FactValue.Nothing)));
    }

    [Fact]
    public void A_slot_refuses_what_is_below_its_floor()
    {
        Is(Outcome.Ok, "takes v9 and newer", Ask("rollback", Facts));
        Is(Outcome.Fail, "nothing below v13, the package has v12", Ask("rollback", Facts.With("firmware.slots", Slots("kwlink", "v13", "active", "v13"))));
        Is(Outcome.Unknown, "cannot be compared", Ask("rollback", Facts.With("firmware.slots", Slots("kwlink", "v13", "active", "rubbish"))));
        Is(Outcome.Unknown, "firmware.slots is not known", Ask("rollback", Without("firmware.slots")));
        Assert.DoesNotContain(Check(Facts.With("firmware.slots", FactValue.Nothing)).Checks, check => check.Finding.Check == "rollback");
        Assert.DoesNotContain(Check(Facts.With("firmware.slots", Slots("gpu.vbios", "1", "active", "1"))).Checks, check => check.Finding.Check == "rollback");
    }

    [Fact]
    public void Region_support_and_firmware_reach_are_the_resolvers_own()
    {
        var export = Sketch with { Export = new ExportControl { Class = "5A992", AllowedRegions = ["DE"] } };
        var ended = Sketch with { Support = new SupportWindow { EndOfLife = new DateOnly(2026, 1, 1) } };

        Is(Outcome.Ok, "allows DE", Ask("region", Facts, export));
        Is(Outcome.Fail, "not CN", Ask("region", Facts, export, Asked with { Region = "CN" }));
        Is(Outcome.Unknown, "none was given", Ask("region", Facts, export, Asked with { Region = null }));
        Is(Outcome.Fail, "ended on 2026-01-01", Ask("support", Facts, ended));
        Is(Outcome.Warn, "ended on 2026-01-01", Ask("support", Facts, ended, Asked with { AllowsEndOfLife = true }));
        Is(Outcome.Fail, "the device is at v8", Ask("firmware", Facts.With("firmware.kwlink", "v8")));
        Is(Outcome.Fail, "was built for", Ask("modules", Facts.With("kernel.vermagic", "6.12.107 SMP preempt mod_unload riscv")));
    }

    private static void Is(Outcome outcome, string part, (Outcome Outcome, string Reason) answer)
    {
        Assert.Contains(part, answer.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome, answer.Outcome);
    }
}
