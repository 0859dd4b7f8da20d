// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Tests.Core.Packages;

/// <summary>A manifest that uses every member.</summary>
internal static class SampleManifest
{
    public static DriverManifest Full() => new()
    {
        Package = "kw-demo",
        Version = "2026.01.1",
        Description = "Demonstration driver",
        Vendor = "Keyway",
        Homepage = "https://example.org/kw-demo",
        Licence = "GPL-2.0-only AND Apache-2.0",
        SupportedHosts = [new() { Isa = Isa.Riscv64, Kernels = ["5.19+", "6.x"], PageSizes = [4096], GlibcFloor = "2.36" }],
        NvlinkCapabilities = ["fusion-1.0", "coherent-cache"],
        Payloads =
        [
            new KernelModulePayload { Isa = Isa.Riscv64, Release = "6.12.94+deb13-riscv64", Vermagic = "6.12.94+deb13-riscv64 SMP preempt mod_unload modversions riscv" },
            new UserspacePayload { Isa = Isa.Riscv64, HostLibraries = ["libdrm.so.2"] },
            new DkmsPayload { Name = "kw-demo" },
            new FirmwarePayload { File = "nvlink-fw.bin" },
        ],
        Firmware =
        [
            new()
            {
                File = "nvlink-fw.bin",
                Sha256 = Digest.Parse("sha256:" + new string('0', 64)),
                Rev = "v12",
                Component = "nvlink",
                Scheme = "integer",
                Size = 4096,
                UpgradeFrom = [">=v10"],
                AntiRollback = "v11",
            },
        ],
        Export = new() { Class = "EAR99", AllowedRegions = ["DE", "US"], DeniedRegions = ["KP"] },
        Support = new() { EndOfLife = new(2031, 12, 31), LongTermAvailability = new() { Until = new(2036, 12, 31), By = "Keyway" } },
        Build = new()
        {
            Toolchain = ImmutableSortedDictionary<Isa, string>.Empty.Add(Isa.Riscv64, "gcc 14.2.0"),
            Cflags = ["-O2"],
            Ldflags = ["-Wl,--build-id"],
            Source = new() { Repository = "https://example.org/kw-demo.git", Revision = new string('1', 40) },
            SourceDateEpoch = 1767225600,
        },
        Sbom = "sbom.spdx.json",
        Signature = "signature.sig",
    };
}
