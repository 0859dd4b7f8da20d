// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;
using Keyway.Packages.Elf;

namespace Keyway.Publishing.Sbom;

/// <summary>What each file of one build needs: other files of it, or something of the host. Spec: spec/sbom §"Dependencies".</summary>
internal sealed class FileNeeds
{
    private readonly ContentBuild build;
    private readonly SbomParts parts;
    private readonly Dictionary<string, string> libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Kernel, string Module), string> modules = [];
    private readonly ImmutableArray<FirmwareImage> firmware;

    public FileNeeds(ContentBuild build, DriverManifest manifest, SbomParts parts)
    {
        this.build = build;
        this.parts = parts;
        firmware = manifest.Firmware;
        foreach (var file in build.Files) Index(file, FileComponents.IdOf(build, file));
        foreach (var link in build.Links.Where(link => link.Path.StartsWith("userspace/", StringComparison.Ordinal))) IndexLink(link);
    }

    public void Relate(ContentFile file)
    {
        var (to, completeness) = file.Reading switch
        {
            { Module: { } module } => OfModule(file, module),
            { Elf: { } elf } => OfElf(elf),
            // Blobs, scripts and source may need anything, or nothing.
            _ => ([], SbomCompleteness.Unknown),
        };
        parts.Relate(FileComponents.IdOf(build, file), SbomRelationKind.DependsOn, to, completeness);
    }

    private void Index(ContentFile file, string id)
    {
        if (file.Reading.Module is { } module) modules.TryAdd((file.Kernel, module.Name), id);
        if (file.Reading.Elf is not { } elf) return;
        if (elf.Soname is { } soname) libraries.TryAdd(soname, id);
        libraries.TryAdd(file.Name, id);
    }

    private void IndexLink(ContentLink link)
    {
        var target = build.Files.FirstOrDefault(file => file.Path == link.Target && file.Reading.Elf is not null);
        if (target is not null) libraries.TryAdd(link.Path[(link.Path.LastIndexOf('/') + 1)..], FileComponents.IdOf(build, target));
    }

    // The dynamic section names everything the loader will fetch; a program that calls dlopen may fetch more.
    private (ImmutableArray<string> To, SbomCompleteness Completeness) OfElf(UserspaceElf elf)
    {
        var needed = elf.Interpreter is { } interpreter ? elf.Needed.Add(interpreter[(interpreter.LastIndexOf('/') + 1)..]) : elf.Needed;
        SbomCompleteness completeness = elf.OpensLibraries switch
        {
            false => SbomCompleteness.Complete,
            true => SbomCompleteness.Incomplete,
            null => SbomCompleteness.Unknown,
        };
        return ([.. needed.Select(Library)], completeness);
    }

    private string Library(string soname) => libraries.TryGetValue(soname, out var id) ? id : Host(HostComponents.Library(build.Isa, soname));

    // A driver that asks for firmware without declaring it hides a need.
    private (ImmutableArray<string> To, SbomCompleteness Completeness) OfModule(ContentFile file, KernelModuleFile module)
    {
        var others = module.Depends.Select(name => modules.TryGetValue((file.Kernel, name), out var id) ? id : Host(HostComponents.Module(module.Release, name)));
        var asks = module.Imports.Keys.Any(symbol => symbol.StartsWith("request_firmware", StringComparison.Ordinal) || symbol.StartsWith("firmware_request", StringComparison.Ordinal));
        return (
            [Host(HostComponents.Kernel(module.Release)), .. others, .. module.Firmware.Select(Firmware)],
            asks && module.Firmware.IsEmpty ? SbomCompleteness.Incomplete : SbomCompleteness.Complete);
    }

    private string Firmware(string name)
    {
        var image = firmware.FirstOrDefault(image => image.File == name || name.EndsWith("/" + image.File, StringComparison.Ordinal));
        var path = image is null ? null : "firmware/" + image.File;
        return path is not null && build.Files.Any(file => file.Path == path) ? path : Host(HostComponents.Firmware(name));
    }

    private string Host(SbomComponent component)
    {
        if (parts.Add(component)) parts.Relate(component.Id, SbomRelationKind.DependsOn, [], SbomCompleteness.Unknown);
        return component.Id;
    }
}
