// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;

namespace Keyway.Hosts.Probe;

/// <summary>How the running kernel was built: the configuration options that decide about modules, and the vermagic that follows from them.</summary>
internal static class KernelBuildFacts
{
    private const int LargestConfig = KernelConfiguration.MaximumLength;

    private static readonly string[] Reported =
    [
        "ACPI", "AMD_IOMMU", "ARM64_16K_PAGES", "ARM64_4K_PAGES", "ARM64_64K_PAGES", "ARM_SMMU_V3", "ARM_SMMU_V3_SVA", "BPF_SYSCALL", "CC_VERSION_TEXT", "CFI",
        "CFI_CLANG", "CRYPTO_SHA256", "CXL_BUS", "DEVICE_PRIVATE", "DMA_SHARED_BUFFER", "DRM", "DRM_NOUVEAU", "EFI", "GENDWARFKSYMS", "HMM_MIRROR", "HUGETLB_PAGE",
        "INTEL_IOMMU", "IOMMU_API", "IOMMU_DEFAULT_DMA_LAZY", "IOMMU_DEFAULT_DMA_STRICT", "IOMMU_DEFAULT_PASSTHROUGH", "IOMMU_SUPPORT", "IOMMU_SVA", "KALLSYMS", "KEXEC",
        "LIVEPATCH", "LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY", "LOCK_DOWN_KERNEL_FORCE_INTEGRITY", "LOCK_DOWN_KERNEL_FORCE_NONE", "MEMORY_HOTPLUG", "MEMORY_HOTREMOVE",
        "MITIGATION_RETPOLINE", "MODULES", "MODULE_COMPRESS_XZ", "MODULE_COMPRESS_ZSTD", "MODULE_FORCE_LOAD", "MODULE_SIG", "MODULE_SIG_ALL", "MODULE_SIG_FORCE",
        "MODULE_SIG_HASH", "MODULE_UNLOAD", "MODVERSIONS", "NUMA", "NVLINK", "OF", "PAGE_SIZE_16KB", "PAGE_SIZE_4KB", "PAGE_SIZE_64KB", "PCI", "PCI_P2PDMA",
        "PREEMPT_BUILD", "PREEMPT_RT", "PREEMPT_RT_FULL", "RANDSTRUCT", "RETPOLINE", "RISCV_IOMMU", "RISCV_ISA_V", "RISCV_ISA_ZBB", "RISCV_SBI", "SECURITY_LOCKDOWN_LSM",
        "SMP", "SWIOTLB", "TRANSPARENT_HUGEPAGE", "TRIM_UNUSED_KSYMS", "VFIO", "X86_KERNEL_IBT", "XEN", "ZONE_DEVICE",
    ];

    public static void Read(HostRoot root, FactCollector facts)
    {
        if (facts.TextOf(FactNames.KernelRelease) is not { } release || release.Contains('/', StringComparison.Ordinal)) return;
        if (ReadConfig(root, release, out var source) is not { } config) return;
        var options = Reported.Where(option => config[option] is not null).Select(option => KeyValuePair.Create(option, FactValue.Of(config[option]!)));
        facts.Add("kernel.config", FactValue.Of(options), source);
        facts.Add(FactNames.KernelVermagic, Vermagic(release, facts.TextOf(FactNames.IsaName), config), source, FactMethod.Derived);
        AddPageSize(facts, config, source);
    }

    private static KernelConfiguration? ReadConfig(HostRoot root, string release, out string source)
    {
        foreach (var candidate in new[] { $"/boot/config-{release}", $"/lib/modules/{release}/config", $"/usr/src/linux-headers-{release}/.config" })
        {
            source = candidate;
            if (root.ReadText(candidate, LargestConfig) is { } text) return KernelConfiguration.Parse(text);
        }

        source = "/proc/config.gz";
        return root.ReadBytes(source) is { } packed && Unpack(root, source, packed) is { } unpacked ? KernelConfiguration.Parse(unpacked) : null;
    }

    private static string? Unpack(HostRoot root, string source, byte[] packed)
    {
        try
        {
            using StreamReader reader = new(new LimitedStream(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), LargestConfig), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            root.Warn(source, "it is no readable gzip file of a kernel configuration");
            return null;
        }
    }

    // Without a word about CONFIG_MODULES it is no whole configuration.
    private static FactValue? Vermagic(string release, string? isa, KernelConfiguration config)
    {
        if (config["MODULES"] == "n") return FactValue.Nothing;
        return config.Vermagic(release, isa) is { } text ? FactValue.Of(text) : null;
    }

    private static void AddPageSize(FactCollector facts, KernelConfiguration config, string source)
    {
        foreach (var (option, size) in new[] { ("ARM64_4K_PAGES", 4096), ("ARM64_16K_PAGES", 16_384), ("ARM64_64K_PAGES", 65_536) })
            if (config.IsOn(option)) facts.Add(FactNames.PageSize, FactValue.Of(size), source, FactMethod.Derived);
    }
}
