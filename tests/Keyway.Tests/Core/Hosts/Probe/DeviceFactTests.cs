// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Hosts.Probe;

/// <summary>Who holds a GPU, which firmware stands in which place, how much room the store has.</summary>
public sealed class DeviceFactTests
{
    private const string TwoGpus = "GPU 00000000:01:00.0\n    Minor Number : 0\nGPU 00000000:02:00.0\n    Minor Number : 1\n";

    [Fact]
    public async Task Users_of_a_gpu_are_the_processes_that_hold_its_device_files()
    {
        using var tree = new CapturedTree()
            .With("captured/nvidia-smi-q.txt", TwoGpus)
            .With("proc/812/comm", "train.py\n").WithLink("proc/812/fd/0", "/dev/null").WithLink("proc/812/fd/7", "/dev/nvidia0").WithLink("proc/812/fd/8", "/dev/nvidiactl")
            .With("proc/90/comm", "weston\n").WithLink("proc/90/fd/4", "/dev/dri/renderD128")
            .With("proc/91/comm", "sh\n").WithLink("proc/91/fd/0", "/dev/pts/0")
            .With("sys/bus/pci/devices/0000:02:00.0/uevent", "PCI_CLASS=30200\nPCI_ID=10DE:2330\n").With("sys/bus/pci/devices/0000:02:00.0/drm/renderD128/dev", "226:128");

        var facts = await tree.FactsAsync();

        Assert.Equal("""[{"files":["/dev/dri/renderD128"],"name":"weston","pid":90},{"files":["/dev/nvidia0","/dev/nvidiactl"],"name":"train.py","pid":812}]""", facts.Show("gpu.users"));
        Assert.Equal("""[{"name":"train.py","pid":812}]""", facts.Gpu(0, "users"));
        Assert.Equal("""[{"name":"weston","pid":90}]""", facts.Gpu(1, "users"));
    }

    [Fact]
    public async Task Processes_that_hide_their_files_leave_it_unknown_whether_a_gpu_is_in_use()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", TwoGpus).With("proc/812/comm", "train.py\n").With("proc/91/comm", "sh\n").WithLink("proc/91/fd/0", "/dev/pts/0");

        var facts = await tree.FactsAsync();

        Assert.Equal(("unknown", "unknown"), (facts.Show("gpu.users"), facts.Gpu(0, "users")));
    }

    [Fact]
    public async Task Where_every_process_shows_its_files_an_idle_gpu_has_no_users()
    {
        using var tree = new CapturedTree().With("captured/nvidia-smi-q.txt", TwoGpus).With("proc/91/comm", "sh\n").WithLink("proc/91/fd/0", "/dev/pts/0");

        var facts = await tree.FactsAsync();

        Assert.Equal(("[]", "[]"), (facts.Show("gpu.users"), facts.Gpu(1, "users")));
    }

    [Fact]
    public async Task Firmware_slots_are_those_of_uefi_of_gpus_and_of_the_site()
    {
        const string entry = "sys/firmware/efi/esrt/entries/entry0/";
        using var tree = new CapturedTree()
            .With(entry + "fw_class", "7CEAF7A8-0611-4480-9E30-64D8DE420C7C\n").With(entry + "fw_version", "65570\n").With(entry + "lowest_supported_fw_version", "65550\n").With(entry + "last_attempt_status", "3\n")
            .With("sys/firmware/efi/esrt/entries/entry1/fw_type", "1\n")
            .With("sys/class/dmi/id/bios_version", "2.4.1\n")
            .With("captured/nvidia-smi-q.txt", "GPU 00000000:01:00.0\n    VBIOS Version : 96.00.74.00.01\n")
            .With("etc/keyway/facts.d/link.json", """
                {"schemaVersion": 1, "facts": {"firmware.slots": {"value": [{"slot": "b", "component": "kwlink", "revision": "v11", "state": "inactive"}], "source": "bmc", "method": "declared", "observedAt": "2026-11-20T08:00:00Z"}}}
                """);

        var facts = await tree.FactsAsync();

        Assert.Equal("\"2.4.1\"", facts.Show("firmware.system.bios"));
        Assert.Equal(
            """[{"component":"uefi.7ceaf7a8-0611-4480-9e30-64d8de420c7c","floor":"65550","revision":"65570","slot":"uefi-entry0","state":"failed-update"},{"component":"gpu.vbios","revision":"96.00.74.00.01","slot":"0000:01:00.0","state":"active"},{"component":"kwlink","revision":"v11","slot":"b","state":"inactive"}]""",
            facts.Show("firmware.slots"));
        Assert.Empty(facts.Warnings);
    }

    [Fact]
    public async Task Free_space_of_a_captured_store_is_what_df_printed()
    {
        using var tree = new CapturedTree().With("captured/df-store.txt", "     Avail\n81604378624\n");

        Assert.Equal("81604378624", (await tree.FactsAsync()).Show("store.free-bytes"));
    }

    [Fact]
    public async Task Every_option_that_matrices_ask_for_is_in_the_configuration()
    {
        var asked = (await File.ReadAllLinesAsync(SharedData.Require("matrices", "debian-trixie-kconfig.tsv"), TestContext.Current.CancellationToken)).Select(line => line.Split('\t')[0]).Where(name => name.StartsWith("CONFIG_", StringComparison.Ordinal)).ToArray();
        using var tree = new CapturedTree().With("proc/sys/kernel/osrelease", "6.12").With("boot/config-6.12", string.Concat(asked.Select(name => name + "=y\n")));

        var config = (FactValue.Map)(await tree.FactsAsync()).Find(FactNames.KernelConfig)!.Value;

        Assert.True(asked.Length >= 50);
        Assert.All(asked, name => Assert.True(config.Members.ContainsKey(name["CONFIG_".Length..]), name));
    }
}
