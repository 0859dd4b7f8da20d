// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Versions;

/// <summary>The registered axis keys. Other keys are carried unchanged, never interpreted. Spec: spec/version §"Registered axes".</summary>
public static class VersionAxes
{
    /// <summary>Kernel the build is for.</summary>
    public const string Kernel = "kern";

    /// <summary>Kernel module ABI of a distribution.</summary>
    public const string KernelAbi = "kabi";

    /// <summary>Page size.</summary>
    public const string PageSize = "pg";

    /// <summary>Interconnect profile.</summary>
    public const string Interconnect = "nvf";

    /// <summary>Hardware generation.</summary>
    public const string Hardware = "hw";

    /// <summary>Firmware generation.</summary>
    public const string Firmware = "fw";

    /// <summary>CUDA user space.</summary>
    public const string Cuda = "cuda";

    /// <summary>Build of the same sources.</summary>
    public const string Build = "bld";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Registered { get; } = [Kernel, KernelAbi, PageSize, Interconnect, Hardware, Firmware, Cuda, Build];

    /// <summary>The key of hashed tags; no version may use it, so a hashed tag never reads as a version.</summary>
    internal const string ReservedForTags = "h";
}
