// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>What a file is, from its payload, its content and, for text, its name.</summary>
internal static class FileKinds
{
    private static readonly string[] SourceSuffixes = [".c", ".h", ".S", ".hpp", ".cpp", ".cc", ".rs", ".py", ".pl", ".sh", ".mk", ".Kbuild", ".conf.in", ".dts"];

    public static SbomKind Of(ContentFile file)
    {
        var reading = file.Reading;
        if (reading.Module is not null) return SbomKind.DeviceDriver;
        if (file.Kind == PayloadKind.Firmware) return SbomKind.Firmware;
        // A position-independent program is a shared object to the linker; only a program asks for a loader.
        if (reading.Elf is { } elf) return elf.Interpreter is null && elf.Header.Type == Packages.Elf.ElfType.SharedObject ? SbomKind.Library : SbomKind.Application;
        if (file.Kind == PayloadKind.Dkms) return SbomKind.Source;
        if (file.HasExecuteBit || reading.IsScript) return SbomKind.Application;
        if (SourceSuffixes.Any(suffix => file.Name.EndsWith(suffix, StringComparison.Ordinal))) return SbomKind.Source;
        return file.Path.Contains("/doc/", StringComparison.Ordinal) || file.Path.Contains("/man/", StringComparison.Ordinal) ? SbomKind.Documentation : SbomKind.File;
    }
}
