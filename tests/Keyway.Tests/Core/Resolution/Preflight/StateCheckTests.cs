// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Tests.Fixtures;
using static Keyway.Tests.Core.Resolution.PackageSketch;
using static Keyway.Tests.Core.Resolution.Preflight.ReadyHost;

namespace Keyway.Tests.Core.Resolution.Preflight;

/// <summary>Each check of the host's state: every outcome.</summary>
public sealed class StateCheckTests
{
    private static readonly HostFacts NoGpu = Facts.With("gpu.devices", FactValue.Nothing);

    [Fact]
    public void Nouveau_must_hold_no_gpu()
    {
        Is(Outcome.Ok, "bound to no GPU", Ask("driver-bound", Facts));
        Is(Outcome.Fail, "nouveau is bound to 0000:01:00.0", Ask("driver-bound", Facts.With("gpu.devices", Gpus(Gpu(("driver", FactValue.Of("nouveau")))))));
        Is(Outcome.Warn, "nouveau is loaded", Ask("driver-bound", Facts.With("kernel.modules", Map(("nouveau", "1")))));
        Is(Outcome.Unknown, "which one holds", Ask("driver-bound", Facts.With("gpu.devices", Gpus(Gpu(("driver", null))))));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("driver-bound", Without("gpu.devices")));
        Is(Outcome.Ok, "bound to no GPU", Ask("driver-bound", NoGpu));
    }

    [Fact]
    public void No_process_may_hold_a_gpu()
    {
        var users = FactValue.Of(Enumerable.Range(1, 5).Select(pid => FactValue.Of([KeyValuePair.Create("name", FactValue.Of("train.py")), KeyValuePair.Create("pid", FactValue.Of(pid))])));

        Is(Outcome.Ok, "no process holds", Ask("in-use", Facts));
        Is(Outcome.Fail, "train.py (1), train.py (2), train.py (3) and 2 more", Ask("in-use", Facts.With("gpu.users", users)));
        Is(Outcome.Unknown, "gpu.users is not known", Ask("in-use", Without("gpu.users")));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("in-use", Without("gpu.devices").With("gpu.users", users)));
        Is(Outcome.Ok, "no GPU", Ask("in-use", NoGpu.Without(FactNames.GpuUsers)));
    }

    [Fact]
    public void No_change_of_mode_may_be_pending()
    {
        Is(Outcome.Ok, "no change of MIG or ECC", Ask("pending", Facts));
        Is(Outcome.Fail, "MIG of 0000:01:00.0 is false and becomes true", Ask("pending", Facts.With("gpu.devices", Gpus(Gpu(("mig-pending", FactValue.Of(true)))))));
        Is(Outcome.Fail, "ECC of 0000:01:00.0 is true and becomes false", Ask("pending", Facts.With("gpu.devices", Gpus(Gpu(), Gpu(("ecc-pending", FactValue.Of(false)))))));
        Is(Outcome.Ok, "no change of MIG or ECC", Ask("pending", Facts.With("gpu.devices", Gpus(Gpu(("mig", FactValue.Nothing), ("mig-pending", FactValue.Nothing))))));
        Is(Outcome.Unknown, "does not tell its modes", Ask("pending", Facts.With("gpu.devices", Gpus(Gpu(("ecc-pending", null))))));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("pending", Without("gpu.devices")));
        Is(Outcome.Ok, "no change of MIG or ECC", Ask("pending", NoGpu));
    }

    [Fact]
    public void No_change_of_firmware_may_be_pending()
    {
        Is(Outcome.Ok, "no change of firmware", Ask("firmware-state", Facts));
        Is(Outcome.Fail, "kwlink in slot a has a pending change to v12", Ask("firmware-state", Facts.With("firmware.slots", Slots("kwlink", "v12", "pending"))));
        Is(Outcome.Warn, "last update of kwlink in slot a failed", Ask("firmware-state", Facts.With("firmware.slots", Slots("kwlink", "v12", "failed-update"))));
        Is(Outcome.Ok, "no change of firmware", Ask("firmware-state", Facts.With("firmware.slots", FactValue.Nothing)));
        Is(Outcome.Unknown, "firmware.slots is not known", Ask("firmware-state", Without("firmware.slots")));
    }

    [Fact]
    public void The_new_generation_needs_room_beside_the_current_one()
    {
        Is(Outcome.Ok, "are free", Ask("space", Facts));
        Is(Outcome.Fail, "4096 are free", Ask("space", Facts.With("store.free-bytes", FactValue.Of(4096))));
        Is(Outcome.Unknown, "store.free-bytes is not known", Ask("space", Without("store.free-bytes")));
        Is(Outcome.Ok, "no build", Ask("space", Facts.With("isa.name", "amd64")));
    }

    [Fact]
    public void Fabric_manager_is_of_the_drivers_version()
    {
        var other = Sketch with { Prebuilt = [("6.12.107", [Module("kw_base", Vermagic, [])])] };

        Is(Outcome.Ok, "the package's driver 580.95.5", Ask("fabric-manager", Facts));
        Is(Outcome.Fail, "Fabric Manager is 570.1.1, the package's driver 580.95.5", Ask("fabric-manager", Facts.With("fabric-manager.version", "570.1.1")));
        Is(Outcome.Ok, "the running driver 570.1.1", Ask("fabric-manager", Facts.With("fabric-manager.version", "570.1.1"), other));
        Is(Outcome.Fail, "the running driver 570.1.1", Ask("fabric-manager", Facts, other));
        Is(Outcome.Unknown, "gpu.driver is not known", Ask("fabric-manager", Without("gpu.driver"), other));
        Is(Outcome.Ok, "not installed", Ask("fabric-manager", Facts.With("fabric-manager.version", FactValue.Nothing)));
        Is(Outcome.Ok, "no GPU", Ask("fabric-manager", NoGpu));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("fabric-manager", Without("gpu.devices")));
        Is(Outcome.Unknown, "fabric-manager.version is not known", Ask("fabric-manager", Without("fabric-manager.version")));
    }

    [Fact]
    public void Nvlink_5_needs_the_subnet_manager_where_fabric_manager_is()
    {
        var fifth = Facts.With("link.nvlink.version", "5.0");

        Is(Outcome.Ok, "NVLink 4 needs no", Ask("nvlsm", Facts));
        Is(Outcome.Fail, "NVLSM is not installed", Ask("nvlsm", fifth));
        Is(Outcome.Ok, "NVLSM 2025.10.14-1 is installed", Ask("nvlsm", fifth.With("nvlsm.version", "2025.10.14-1")));
        Is(Outcome.Ok, "not installed on this host", Ask("nvlsm", fifth.With("fabric-manager.version", FactValue.Nothing)));
        Is(Outcome.Unknown, "nvlsm.version is not known", Ask("nvlsm", fifth.Without(FactNames.SubnetManagerVersion)));
        Is(Outcome.Unknown, "fabric-manager.version is not known", Ask("nvlsm", fifth.Without(FactNames.FabricManagerVersion)));
        Is(Outcome.Unknown, "link.nvlink.version is not known", Ask("nvlsm", Without("link.nvlink.version")));
        Is(Outcome.Ok, "no GPU", Ask("nvlsm", NoGpu));
    }

    [Fact]
    public void A_sick_fabric_is_repaired_first()
    {
        Is(Outcome.Ok, "complete on every GPU", Ask("fabric", Facts));
        Is(Outcome.Fail, "Completed with status Insufficient Resources", Ask("fabric", Facts.With("fabric.healthy", FactValue.Of(false)).With("fabric.status", "Insufficient Resources")));
        Is(Outcome.Ok, "in no fabric", Ask("fabric", Facts.With("fabric.healthy", FactValue.Nothing)));
        Is(Outcome.Unknown, "fabric.healthy is not known", Ask("fabric", Without("fabric.healthy")));
        Is(Outcome.Unknown, "gpu.devices is not known", Ask("fabric", Without("gpu.devices")));
        Is(Outcome.Ok, "no GPU", Ask("fabric", NoGpu));
    }

    private static void Is(Outcome outcome, string part, (Outcome Outcome, string Reason) answer)
    {
        Assert.Contains(part, answer.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome, answer.Outcome);
    }
}
