// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Preflight;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;

namespace Keyway.Tests.Core.Resolution.Preflight;

/// <summary>A host for which every check is ok, and the package that is checked; tests change one thing each.</summary>
internal static class ReadyHost
{
    public const string Vermagic = "6.12.107 SMP mod_unload riscv";

    public static readonly ResolvePolicy Asked = new() { Today = new DateOnly(2026, 11, 24), Region = "DE" };

    public static readonly PackageSketch Sketch = new()
    {
        Version = "580.95.5",
        Hosts = [Host(Isa.Riscv64, "6.x") with { PageSizes = [4096], GlibcFloor = "2.36" }],
        Capabilities = ["fusion-1.0", "coherent-cache"],
        Firmware = [Image("kwlink", "v12", "integer", ">=v11") with { AntiRollback = "v10" }],
        Prebuilt = [("6.12.107", [Module("nvidia", Vermagic, []) with { IsSigned = true }])],
    };

    public static readonly HostFacts Facts = HostFacts.Empty
        .With("isa.name", "riscv64").With("kernel.release", "6.12.107").With("kernel.vermagic", Vermagic).With("memory.page-size", FactValue.Of(4096))
        .With("libc.name", "glibc").With("libc.version", "2.41").With("kernel.config", Map(("MODULES", "y")))
        .With("kernel.modules", Map(("kw_base", "1")))
        .With("security.module-signature", FactValue.Of(false)).With("security.lockdown", "none")
        .With("link.profiles", FactValue.Of(["fusion-1.0", "coherent-cache"])).With("link.nvlink.version", "4.0").With("link.coherency", "hardware")
        .With("gpu.devices", Gpus(Gpu())).With("gpu.driver", "570.1.1").With("gpu.users", FactValue.Of(Array.Empty<FactValue>()))
        .With("fabric.healthy", FactValue.Of(true)).With("fabric.state", "Completed").With("fabric.status", "Success")
        .With("fabric-manager.version", "580.95.5").With("nvlsm.version", FactValue.Nothing)
        .With("firmware.kwlink", "v11").With("firmware.slots", Slots("kwlink", "v11", "active", "v9")).With("store.free-bytes", FactValue.Of(1L << 40));

    public static PreflightReport Check(HostFacts facts, PackageSketch? sketch = null, ResolvePolicy? policy = null, params string[] despite) =>
        PreflightReport.Of((sketch ?? Sketch).Build(), facts, null, policy ?? Asked, [.. despite]);

    /// <summary>The outcome of one check, and its reason.</summary>
    public static (Outcome Outcome, string Reason) Ask(string check, HostFacts facts, PackageSketch? sketch = null, ResolvePolicy? policy = null)
    {
        var findings = Check(facts, sketch, policy).Checks.Where(one => one.Finding.Check == check).Select(one => one.Finding).ToArray();
        var worst = findings.MaxBy(finding => finding.Outcome) ?? throw new InvalidOperationException($"no check {check}");
        return (worst.Outcome, worst.Reason);
    }

    public static FactValue Map(params (string Member, string Value)[] members) => FactValue.Of(members.Select(member => KeyValuePair.Create(member.Member, FactValue.Of(member.Value))));

    public static FactValue Gpus(params FactValue[] gpus) => FactValue.Of(gpus);

    /// <summary>A healthy GPU; a null value leaves the member out.</summary>
    public static FactValue Gpu(params (string Member, FactValue? Value)[] changes)
    {
        Dictionary<string, FactValue> members = new()
        {
            ["address"] = FactValue.Of("0000:01:00.0"),
            ["vendor"] = FactValue.Of("10de"),
            ["device"] = FactValue.Of("2330"),
            ["driver"] = FactValue.Of("nvidia"),
            ["vbios"] = FactValue.Of("96.00.74.00.01"),
            ["gsp-firmware"] = FactValue.Of("570.1.1"),
            ["mig"] = FactValue.Of(false),
            ["mig-pending"] = FactValue.Of(false),
            ["ecc"] = FactValue.Of(true),
            ["ecc-pending"] = FactValue.Of(true),
        };
        foreach (var (member, value) in changes)
        {
            members.Remove(member);
            if (value is not null) members[member] = value;
        }

        return FactValue.Of(members);
    }

    public static FactValue Slots(string component, string revision, string state, string? floor = null)
    {
        var members = new List<(string, string)> { ("slot", "a"), ("component", component), ("revision", revision), ("state", state) };
        if (floor is not null) members.Add(("floor", floor));
        return FactValue.Of([Map([.. members])]);
    }

    public static HostFacts Without(string name) => Facts.Without(FactName.Parse(name));
}
