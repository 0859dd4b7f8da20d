// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Packages.Elf;

namespace Keyway.Publishing.Sbom;

/// <summary>What the content of one file says.</summary>
internal sealed record FileReading
{
    public required Digest Sha256 { get; init; }

    public required Digest Sha512 { get; init; }

    public required long Size { get; init; }

    /// <summary>A program or library; null for anything else.</summary>
    public UserspaceElf? Elf { get; init; }

    /// <summary>A kernel module; null for anything else.</summary>
    public KernelModuleFile? Module { get; init; }

    public bool IsScript { get; init; }

    /// <summary>True for zip, tar, cpio, ar and compressed files.</summary>
    public bool IsArchive { get; init; }

    /// <summary>An ELF file of any type, relocatable objects among module source and firmware included.</summary>
    public bool IsMachineCode { get; init; }

    /// <summary>True for archives that name their parts.</summary>
    public bool IsStructured { get; init; }

    /// <summary>The text after <c>SPDX-License-Identifier:</c> near the start of a text file.</summary>
    public string? LicenceTag { get; init; }
}
