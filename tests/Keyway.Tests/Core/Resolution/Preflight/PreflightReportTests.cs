// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Preflight;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.Preflight.ReadyHost;

namespace Keyway.Tests.Core.Resolution.Preflight;

/// <summary>The verdict, what an operator may wave through, and the laws.</summary>
public sealed class PreflightReportTests
{
    [Fact]
    public void A_host_on_which_all_is_well_is_ready()
    {
        var report = Check(Facts);

        Assert.Empty(report.Checks.Where(check => check.Finding.Outcome != Outcome.Ok).Select(check => check.Finding.Reason));
        Assert.Equal((PreflightVerdict.Ready, "every check is ok"), (report.Verdict, report.Because));
        report.DemandState();
    }

    // The pseudo code everybody writes: isa not supported -> stop, kernel not supported -> warn, protocol mismatch -> stop.
    [Fact]
    public void The_minimal_case_stops_warns_and_stops()
    {
        PackageSketch minimal = new() { Capabilities = ["fusion-1.0"], Hosts = [PackageSketch.Host(Isa.Riscv64, "5.19+", "6.x")] };

        var isa = Check(Facts.With("isa.name", "amd64"), minimal);
        var kernel = Check(Facts.With("kernel.release", "7.2.12").With("fabric-manager.version", FactValue.Nothing), minimal with { Hosts = [PackageSketch.Host(Isa.Riscv64, "6.x")] });
        var protocol = Check(Facts.With("link.profiles", FactValue.Of(["fusion-2.0"])), minimal);

        Assert.Equal((PreflightVerdict.Stopped, PreflightVerdict.Warned, PreflightVerdict.Stopped), (isa.Verdict, kernel.Verdict, protocol.Verdict));
        Assert.Contains("run compatibility tests", kernel.Checks.Single(check => check.Finding.Check == "kernel").Finding.Reason, StringComparison.Ordinal);
        Assert.Contains("protocol mismatch", protocol.Checks.Single(check => check.Finding.Check == "profile").Finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_is_not_listed_excuses_neither_page_size_nor_library()
    {
        var newer = Facts.With("kernel.release", "7.2.12");

        Assert.Equal(Outcome.Fail, Ask("page-size", newer.With("memory.page-size", FactValue.Of(65536))).Outcome);
        Assert.Equal(Outcome.Fail, Ask("libc", newer.With("libc.version", "2.31")).Outcome);
        Assert.Equal(Outcome.Unknown, Ask("kernel", newer.Without(FactName.Parse("libc.version"))).Outcome);
        Assert.Equal(Outcome.Warn, Ask("kernel", newer).Outcome);
    }

    [Fact]
    public void What_does_not_fit_comes_before_what_is_not_ready()
    {
        var busy = Facts.With("gpu.users", FactValue.Of([Map(("name", "train.py"))]));

        Assert.Equal(PreflightVerdict.NotNow, Check(busy).Verdict);
        Assert.Equal(PreflightVerdict.Stopped, Check(busy.With("isa.name", "amd64")).Verdict);
    }

    [Fact]
    public void Unknown_blocks_in_production_and_warns_in_a_laboratory()
    {
        var lab = Asked with { Unknown = UnknownPolicy.Warn };

        Assert.Equal((PreflightVerdict.Stopped, PreflightVerdict.Warned), (Check(Without("link.profiles")).Verdict, Check(Without("link.profiles"), policy: lab).Verdict));
        Assert.Equal((PreflightVerdict.NotNow, PreflightVerdict.Warned), (Check(Without("gpu.users")).Verdict, Check(Without("gpu.users"), policy: lab).Verdict));
        Assert.Equal(PreflightVerdict.Stopped, Check(Without("isa.name"), policy: lab).Verdict);
        Assert.Equal("the package fits, but the host may not be changed now: 1 of its checks has no answer", Check(Without("gpu.users")).Because);
    }

    [Fact]
    public void A_state_check_may_be_waved_through_by_name_and_then_warns()
    {
        var busy = Facts.With("gpu.users", FactValue.Of([Map(("name", "train.py"))]));

        var report = Check(busy, despite: "in-use");

        Assert.Equal(PreflightVerdict.Warned, report.Verdict);
        report.DemandState();
        var refusal = Assert.Throws<KeywayException>(Check(busy).DemandState);
        Assert.Equal("KW3380", refusal.Code.Id);
        Assert.Contains("in-use: processes hold GPUs: train.py", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isa")]
    [InlineData("nonsense")]
    public void Whether_a_package_fits_cannot_be_waved_through(string name)
    {
        var refusal = Assert.Throws<KeywayException>(() => Check(Facts, despite: name));

        Assert.Equal("KW3381", refusal.Code.Id);
        Assert.Contains($"'{name}' is no check of the host's state: expected driver-bound, in-use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_of_the_state_does_not_stop_an_install() => Check(HostFacts.Empty.With("isa.name", "riscv64")).DemandState();

    [Fact]
    public void Taking_any_one_fact_away_turns_neither_ok_into_fail_nor_fail_into_ok()
    {
        HostFacts[] hosts =
        [
            Facts,
            Facts.With("kernel.release", "7.1").With("security.lockdown", "integrity").With("gpu.devices", Gpus(Gpu(("driver", FactValue.Of("nouveau")), ("mig-pending", FactValue.Of(true))))),
            Facts.With("gpu.devices", FactValue.Nothing).With("fabric-manager.version", "1.2.3").With("fabric.healthy", FactValue.Of(false)).With("gpu.users", FactValue.Of([Map(("name", "x"))])),
            Facts.With("link.nvlink.version", "5.0").With("firmware.slots", Slots("kwlink", "v11", "pending", "v13")).With("store.free-bytes", FactValue.Of(1)).With("link.profiles", FactValue.Of(["fusion-2.0"])).With("link.coherency", "none"),
            Facts.With("libc.version", "2.31").With("memory.page-size", FactValue.Of(65536)).With("kernel.config", Map(("MODULES", "n"))).With("link.coherency", "none").With("link.profiles", FactValue.Of(["fusion-1.0"])),
        ];
        foreach (var policy in new[] { Asked, Asked with { RequiredCapabilities = ["coherent-cache"] } })
            foreach (var host in hosts)
                foreach (var name in host.Facts.Keys)
                    Assert.False(Flips(Check(host, policy: policy), Check(host.Without(name), policy: policy)), $"without {name}");
    }

    // Between one host and the same host less one fact: the checks by kind, the worst outcome of all.
    private static bool Flips(PreflightReport full, PreflightReport less) => Enum.GetValues<PreflightKind>().Any(kind => Flips(Worst(full, kind), Worst(less, kind)));

    private static Outcome Worst(PreflightReport report, PreflightKind kind) => report.Checks.Where(check => check.Kind == kind).Max(check => check.Finding.Outcome);

    private static bool Flips(Outcome left, Outcome right) => (left == Outcome.Fail && right < Outcome.Unknown) || (right == Outcome.Fail && left < Outcome.Unknown);
}
