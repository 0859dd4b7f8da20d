// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Compatibility;
using Keyway.Compatibility.Matrices;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Compatibility.Importing;

/// <summary>Combinations that were publicly reported: each is refused by the entry that links its thread, and not once it is put right.</summary>
public sealed class KnownBadTests
{
    private static readonly CompatibilityMatrix Matrix = CompatibilityMatrix.Parse(File.ReadAllBytes(RepositoryRoot.Combine("samples", "matrices", "known-bad-public.json")), "known-bad-public.json");

    private static readonly string[] Both = ["ib_umad", "mlx5_ib"];

    [Theory]
    [InlineData("https://github.com/NVIDIA/gpu-driver-container/issues/735", "580.126.09", "590.48.01")]
    [InlineData("https://github.com/NVIDIA/gpu-operator/issues/544", "530.41.03", "530.30.02")]
    [InlineData("https://github.com/NVIDIA/nvtrust/issues/55", "550.107.02", "550.90.07")]
    [InlineData("https://talos.dev/v1.4/talos-guides/configuration/nvidia-fabricmanager", "530.41.03", "525.85.12")]
    public void Fabric_manager_of_another_version_is_refused(string thread, string driver, string fabricManager)
    {
        Assert.Equal("fabric-manager-is-not-the-driver", Refusing(driver, Facts(("gpu.driver", driver), ("fabric-manager.version", fabricManager)), thread));
        Assert.Null(Refusing(driver, Facts(("gpu.driver", driver), ("fabric-manager.version", driver)), thread));
        Assert.Null(Refusing(driver, Facts(("gpu.driver", driver), ("fabric-manager.version", null)), thread));
    }

    [Theory]
    [InlineData("https://github.com/NVIDIA/gpu-operator/issues/910", "prebuilt-535-kernel-118", "5.15.0-118-generic", "5.15.0-117-generic")]
    [InlineData("https://github.com/NVIDIA/gpu-operator/issues/682", "prebuilt-535-kernel-100", "5.15.0-100-generic", "5.15.0-97-generic")]
    public void Kernel_without_a_prebuilt_module_is_refused_for_that_branch_only(string thread, string entry, string bad, string good)
    {
        Assert.Equal(entry, Refusing("535.183.1", Facts(("kernel.release", bad)), thread));
        Assert.Null(Refusing("535.183.1", Facts(("kernel.release", good)), thread));
        Assert.Null(Refusing("550.54.14", Facts(("kernel.release", bad)), thread));
    }

    [Fact]
    public void Fabric_that_completed_without_success_is_refused()
    {
        const string thread = "https://github.com/Azure/azhpc-images/pull/506";

        Assert.Equal("fabric-completed-without-success", Refusing("580.126.20", Facts(("fabric.state", "Completed"), ("fabric.status", "Insufficient Resources")), thread));
        Assert.Null(Refusing("580.126.20", Facts(("fabric.state", "Completed"), ("fabric.status", "Success")), thread));
    }

    [Fact]
    public void Hgx_B200_without_its_modules_or_without_NVLSM_is_refused()
    {
        const string modules = "https://github.com/NVIDIA/gpu-operator/issues/2781";
        const string manager = "https://github.com/siderolabs/extensions/pull/717";

        Assert.Equal("nvlink5-without-infiniband-modules", Refusing("580.126.20", Hgx(["nvidia"], "2025.10.14-1"), modules));
        Assert.Equal("nvlink5-without-nvlsm", Refusing("580.126.20", Hgx(Both, null), manager));
        foreach (var thread in (string[])[modules, manager]) Assert.Null(Refusing("580.126.20", Hgx(Both, "2025.10.14-1"), thread));
    }

    [Fact]
    public void Every_reported_case_has_an_entry_that_links_it()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("matrices", "known-bad-public.json")));

        foreach (var reported in cases.RootElement.GetProperty("entries").EnumerateArray())
        {
            var source = reported.GetProperty("source").GetString();
            Assert.Single(Matrix.Entries, entry => entry.Verdict == MatrixVerdict.KnownBad && entry.Evidence.Any(evidence => evidence.Link == source));
            if (!reported.GetProperty("bad").TryGetProperty("fabricmanager", out var manager) || reported.GetProperty("axis").GetString() != "fabricmanager == driver (exact)") continue;
            var driver = reported.GetProperty("bad").GetProperty("driver").GetString()!;
            Assert.NotNull(Refusing(driver, Facts(("gpu.driver", driver), ("fabric-manager.version", manager.GetString())), source!));
        }
    }

    // The entry that refuses, among those that link the thread.
    private static string? Refusing(string version, HostFacts facts, string thread)
    {
        var core = string.Join('.', version.Split('.').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
        var release = ComponentVersion.Parse(VersionScheme.SemVer, core);
        return Matrix.Entries.Where(entry => entry.Evidence.Any(evidence => evidence.Link == thread))
            .FirstOrDefault(entry => (entry.Applies?.Versions is not { } versions || versions.Matches(release) == Truth.True) && entry.When!.Holds(facts) == Truth.True)?.Id;
    }

    private static HostFacts Hgx(string[] modules, string? nvlsm) => Facts(("nvlsm.version", nvlsm))
        .With(FactName.Parse("gpu.devices"), Fact(FactValue.Of([FactValue.Of([KeyValuePair.Create("name", FactValue.Of("NVIDIA B200"))])])))
        .With(FactName.Parse("kernel.modules"), Fact(FactValue.Of(modules.Select(module => KeyValuePair.Create(module, FactValue.Nothing)))));

    private static HostFacts Facts(params (string Name, string? Value)[] facts) =>
        facts.Aggregate(HostFacts.Empty, (all, fact) => all.With(FactName.Parse(fact.Name), Fact(fact.Value is null ? FactValue.Nothing : FactValue.Of(fact.Value))));

    private static Fact Fact(FactValue value) => new() { Value = value, Source = "test", Method = FactMethod.Declared, ObservedAt = DateTimeOffset.UnixEpoch };
}
