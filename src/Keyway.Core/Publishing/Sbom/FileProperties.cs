// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;
using Keyway.Packages.Elf;

namespace Keyway.Publishing.Sbom;

/// <summary>What the formats have no member for. Spec: spec/sbom §"Properties".</summary>
internal static class FileProperties
{
    public static ImmutableArray<SbomProperty> Of(ContentBuild build, ContentFile file, FirmwareImage? firmware)
    {
        var properties = ImmutableArray.CreateBuilder<SbomProperty>();
        Add("keyway:path", file.Path);
        Add("keyway:size", file.Reading.Size.ToString(CultureInfo.InvariantCulture));
        foreach (var link in build.Links.Where(link => link.Target == file.Path)) Add("keyway:link", link.Path);
        if (file.Kernel is not null) Add("keyway:kernel", file.Kernel);
        if (file.Reading.Elf is { } elf) AddElf(elf);
        if (file.Reading.Module is { } module) AddModule(module);
        if (firmware is not null) AddFirmware(firmware);
        return properties.ToImmutable();

        void Add(string name, string? value)
        {
            if (value is not null) properties.Add(new(name, value));
        }

        void AddElf(UserspaceElf read)
        {
            Add("keyway:elf:buildId", read.BuildId);
            Add("keyway:elf:soname", read.Soname);
            Add("keyway:elf:interpreter", read.Interpreter);
            foreach (var library in read.Needed) Add("keyway:elf:needed", library);
            Add("keyway:elf:glibc", read.GlibcFloor?.Version);
        }

        void AddModule(KernelModuleFile read)
        {
            Add("keyway:module:name", read.Name);
            Add("keyway:module:vermagic", read.Vermagic);
            Add("keyway:module:license", read.License);
            Add("keyway:module:srcversion", read.Srcversion);
            Add("keyway:module:buildId", read.BuildId);
            foreach (var other in read.Depends) Add("keyway:module:depends", other);
            foreach (var image in read.Firmware) Add("keyway:module:firmware", image);
        }

        void AddFirmware(FirmwareImage image)
        {
            Add("keyway:firmware:component", image.Component);
            Add("keyway:firmware:scheme", image.Scheme);
            Add("keyway:firmware:antiRollback", image.AntiRollback);
        }
    }
}
