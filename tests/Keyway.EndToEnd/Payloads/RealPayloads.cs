// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Packages;
using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Payloads;

/// <summary>
/// A package source directory made of what <c>eng/peers/fetch-payloads</c> put aside: NVIDIA's open kernel module source as DKMS payload, its GSP firmware,
/// userspace libraries of three ISAs and modules of Debian's riscv64 kernel.
/// </summary>
internal static class RealPayloads
{
    public const string Package = "nvidia-open";

    private const string DkmsName = "nvidia-current-open";

    public static string[] FirmwareFiles { get; } = ["gsp_ga10x.bin", "gsp_tu10x.bin"];

    // What Mesa's driver library needs and the package does not bring.
    private static string[] MesaLibraries { get; } =
    [
        "libLLVM.so.21.1", "libX11-xcb.so.1", "libdrm_amdgpu.so.1", "libelf.so.1", "libexpat.so.1", "libgcc_s.so.1", "libsensors.so.5", "libstdc++.so.6", "libxcb-dri3.so.0",
        "libxcb-present.so.0", "libxcb-randr.so.0", "libxcb-sync.so.1", "libxcb-xfixes.so.0", "libxcb.so.1", "libxshmfence.so.1", "libz.so.1", "libzstd.so.1",
    ];

    /// <summary>The fetched folder; skips the test when it is absent, and fails it in CI.</summary>
    public static string Require()
    {
        var folder = RepositoryRoot.Combine(".cache", "payloads");
        var isComplete = File.Exists(Path.Combine(folder, "complete"));
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(isComplete, "CI needs .cache/payloads: eng/peers/fetch-payloads did not run or failed");
        Assert.SkipUnless(isComplete, "no .cache/payloads; run eng/peers/fetch-payloads (about 225 MB)");
        return folder;
    }

    /// <summary>Path of a fetched firmware image.</summary>
    public static string Firmware(string payloads, string file) => Directory.EnumerateFiles(Path.Combine(payloads, "gsp"), file, SearchOption.AllDirectories).Single();

    /// <summary>Every fetched module of the riscv64 kernel.</summary>
    public static IReadOnlyList<string> Modules(string payloads) => [.. Directory.EnumerateFiles(Path.Combine(payloads, "modules"), "*.ko", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Lays the payloads out as a source directory, without the manifest.</summary>
    public static async Task ComposeAsync(string payloads, string into)
    {
        foreach (var folder in new[] { "dkms", "firmware", "LICENSES" }) Directory.CreateDirectory(Path.Combine(into, folder));
        await CopyAsync(Directory.GetDirectories(Path.Combine(payloads, "nvidia-open", "usr", "src")).Single(), Path.Combine(into, "dkms", DkmsName));
        foreach (var file in FirmwareFiles) await CopyAsync(Firmware(payloads, file), Path.Combine(into, "firmware", file));
        foreach (var isa in new[] { "amd64", "arm64", "riscv64" })
        {
            Directory.CreateDirectory(Path.Combine(into, isa, "userspace", "usr"));
            await CopyAsync(Path.Combine(payloads, "userspace", isa, "usr", "lib"), Path.Combine(into, isa, "userspace", "usr", "lib"));
        }

        var release = Directory.CreateDirectory(Path.Combine(into, "riscv64", "modules", Read(Modules(payloads)[0]).Release)).FullName;
        foreach (var module in Modules(payloads)) await CopyAsync(module, Path.Combine(release, Path.GetFileName(module)));
        await CopyLicencesAsync(payloads, Path.Combine(into, "LICENSES"));
    }

    /// <summary>Writes the manifest of one version; everything else in the directory stays as it is.</summary>
    public static void WriteManifest(string payloads, string directory, string version) =>
        File.WriteAllBytes(Path.Combine(directory, "keyway.json"), ManifestJson.Write(Manifest(Read(Modules(payloads)[0]), directory, version)));

    public static Digest DigestOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Digest.FromHash(DigestAlgorithm.Sha256, SHA256.HashData(stream));
    }

    private static DriverManifest Manifest(KernelModuleFile module, string directory, string version) => new()
    {
        Package = Package,
        Version = version,
        Description = "Debian's NVIDIA open kernel modules and GSP firmware, put together for a test",
        Vendor = "Debian",
        Licence = "(MIT OR GPL-2.0-only) AND LicenseRef-NVIDIA",
        SupportedHosts = [Host(Isa.Riscv64, "6.12+", "2.38"), Host(Isa.Amd64, "5.10+", "2.36"), Host(Isa.Arm64, "5.10+", "2.36")],
        Payloads =
        [
            new KernelModulePayload { Isa = Isa.Riscv64, Release = module.Release, Vermagic = module.Vermagic },
            new UserspacePayload { Isa = Isa.Riscv64, HostLibraries = [.. MesaLibraries] },
            new UserspacePayload { Isa = Isa.Amd64 },
            new UserspacePayload { Isa = Isa.Arm64 },
            new DkmsPayload { Name = DkmsName },
            .. FirmwareFiles.Select(file => new FirmwarePayload { File = file }),
        ],
        Firmware = [.. FirmwareFiles.Select(file => Image(Path.Combine(directory, "firmware", file)))],
        Export = new() { Class = "5A992.c" },
        Support = new() { EndOfLife = new(2030, 12, 31) },
    };

    private static SupportedHost Host(Isa isa, string kernels, string glibc) => new() { Isa = isa, Kernels = [kernels], PageSizes = [4096], GlibcFloor = glibc };

    private static FirmwareImage Image(string path) => new()
    {
        File = Path.GetFileName(path),
        Sha256 = DigestOf(path),
        Size = new FileInfo(path).Length,
        Rev = "535.261.03",
        Scheme = "nvidia-driver",
        Component = "gpu.gsp",
    };

    private static async Task CopyLicencesAsync(string payloads, string into)
    {
        await CopyAsync(Path.Combine(payloads, "gsp", "usr", "share", "doc", "firmware-nvidia-gsp", "copyright"), Path.Combine(into, "LicenseRef-NVIDIA.txt"));
        await CopyAsync(Path.Combine(payloads, "nvidia-open", "usr", "share", "doc", "nvidia-open-kernel-dkms", "copyright"), Path.Combine(into, "MIT.txt"));
        await CopyAsync(RepositoryRoot.Combine("samples", "kw-link", "2.3.1", "LICENSES", "GPL-2.0-only.txt"), into);
    }

    // cp keeps modes and links, and shares the blocks where the file system can.
    private static async Task CopyAsync(string from, string to) =>
        await ProgramRun.SucceedsAsync("cp", ["--recursive", "--no-dereference", "--preserve=mode", "--reflink=auto", from, to]);

    private static KernelModuleFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return KernelModuleFile.Read(stream, path);
    }
}
