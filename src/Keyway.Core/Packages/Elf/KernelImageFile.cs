// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Elf;

/// <summary>
/// What a linked kernel says about itself: release, vermagic and the symbols it exports, from a <c>vmlinux</c> or from the one inside an x86
/// <c>vmlinuz</c>. Modules of the kernel export more: they are not in it. Spec: spec/kabi §"Kernel images".
/// </summary>
public sealed record KernelImageFile
{
    /// <summary>As <c>uname -r</c> prints it; null when the image has no such banner.</summary>
    public string? Release { get; init; }

    /// <summary><c>riscv64</c>, <c>amd64</c>, <c>arm64</c>.</summary>
    public required string Isa { get; init; }

    /// <summary>Words separated by one blank; null when the image has none.</summary>
    public string? Vermagic { get; init; }

    public required ImmutableArray<KernelImageExport> Exports { get; init; }

    /// <summary>Reads a vmlinux, or a bzImage that holds one, from a seekable stream.</summary>
    /// <exception cref="Artifacts.KeywayException">not such a file.</exception>
    public static KernelImageFile Read(Stream content, string path)
    {
        BoundedFile file = new(content, path);
        if (!BzImage.IsOne(file)) return Read(file);
        using var plain = BzImage.Unpack(file);
        return Read(new BoundedFile(plain, path));
    }

    private static KernelImageFile Read(BoundedFile file)
    {
        ElfImage image = new(file);
        if (image.Header.Type is not (ElfType.Executable or ElfType.SharedObject)) throw Errors.MalformedElf(file.Name, $"its ELF type is {(ushort)image.Header.Type}, expected a linked kernel");
        var exports = ReadExports(image).ToImmutableArray();
        if (exports.IsEmpty) throw Errors.MalformedElf(file.Name, "it has no __ksymtab section with exports");
        var release = KernelBanner.Release(image);
        return new() { Isa = IsaOf(image), Release = release, Vermagic = release is null ? null : KernelBanner.Vermagic(image, release), Exports = exports };
    }

    private static IEnumerable<KernelImageExport> ReadExports(ElfImage image) =>
        new ExportTable(image, "", isGplOnly: false).Read().Concat(new ExportTable(image, "_gpl", isGplOnly: true).Read());

    private static string IsaOf(ElfImage image) => image.Header.Machine switch
    {
        ElfMachine.RiscV => "riscv64",
        ElfMachine.X86_64 => "amd64",
        ElfMachine.AArch64 => "arm64",
        var other => throw Errors.MalformedElf(image.File.Name, $"it is for machine {(ushort)other}, expected RISC-V, x86-64 or AArch64"),
    };
}
