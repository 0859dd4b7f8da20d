// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>Sorts the entries of a source directory into layers.</summary>
internal sealed class LayerPlan(string root, DriverManifest manifest, ImmutableArray<SourceEntry> entries)
{
    private readonly ImmutableArray<(LayoutPlace Place, SourceEntry Entry)> placed =
        [.. entries.Select(entry => (Place: PackageLayout.PlaceOf(entry.Path)!, entry)).Where(pair => pair.Place is not null)];

    public ImmutableArray<IsaSource> Isas() =>
        [.. manifest.SupportedHosts.Select(host => host.Isa).Distinct().Order().Select(ForIsa).Where(isa => isa.Layers.Length > 0)];

    private IsaSource ForIsa(Isa isa) => new()
    {
        Isa = isa,
        Layers =
        [
            .. LayersOf(isa, PayloadKind.Userspace),
            .. LayersOf(isa, PayloadKind.KernelModule),
            .. LayersOf(isa, PayloadKind.Dkms),
            .. FirmwareLayers(isa),
        ],
    };

    private IEnumerable<LayerSource> LayersOf(Isa isa, PayloadKind kind) =>
        from pair in placed
        where pair.Place.Kind == kind && (pair.Place.Isa is null || pair.Place.Isa == isa)
        group pair by pair.Place.Name into layer
        where layer.Any(pair => pair.Entry.Type != SourceEntryType.Directory)
        orderby layer.Key
        select Layer(isa, kind, layer.Key, layer);

    // Firmware is named by the manifest: a file that it does not name is a stray, and a directory is only a way to files.
    private IEnumerable<LayerSource> FirmwareLayers(Isa isa) =>
        from image in manifest.Firmware.DistinctBy(image => image.File)
        let files = placed.Where(pair => pair.Place.Kind == PayloadKind.Firmware && pair.Place.Name == image.File && pair.Entry.Type == SourceEntryType.File)
        where files.Any()
        orderby image.File
        select Declared(Layer(isa, PayloadKind.Firmware, image.File, files), image);

    private LayerSource Layer(Isa isa, PayloadKind kind, string name, IEnumerable<(LayoutPlace Place, SourceEntry Entry)> content)
    {
        var files = content.Select(pair => ToFile(pair.Place, pair.Entry)).ToDictionary(file => file.Path);
        foreach (var parent in files.Keys.ToArray().SelectMany(Parents)) files.TryAdd(parent, DirectoryAt(parent));
        return new()
        {
            Title = PackageLayout.LayerTitle(isa, kind, name),
            Kind = kind,
            Kernel = kind == PayloadKind.KernelModule ? name : null,
            Files = [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)],
        };
    }

    private static LayerSource Declared(LayerSource layer, FirmwareImage image) =>
        layer with { Files = [.. layer.Files.Select(file => file.Type == PackagedFileType.File ? file with { Declared = image.Sha256 } : file)] };

    private static IEnumerable<string> Parents(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1)) yield return path[..at];
    }

    private SourceFile ToFile(LayoutPlace place, SourceEntry entry) => entry.Type switch
    {
        SourceEntryType.Directory => DirectoryAt(place.TreePath),
        SourceEntryType.File => RegularFile(place, entry),
        SourceEntryType.Symlink when SymlinkTarget.Problem(place, entry) is { } problem => throw Errors.BadSymlink(entry.Path, entry.Target!, problem),
        SourceEntryType.Symlink => new() { Path = place.TreePath, Type = PackagedFileType.Symlink, Mode = (UnixFileMode)0b111_111_111, Target = entry.Target },
        _ => throw Errors.SpecialFile(entry.Path, entry.Type),
    };

    private SourceFile RegularFile(LayoutPlace place, SourceEntry entry) => new()
    {
        Path = place.TreePath,
        Type = PackagedFileType.File,
        Mode = IsExecutable(entry.Mode) ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100,
        SourcePath = Path.Combine(root, entry.Path),
        Size = entry.Size,
    };

    private static SourceFile DirectoryAt(string path) => new() { Path = path, Type = PackagedFileType.Directory, Mode = (UnixFileMode)0b111_101_101 };

    private static bool IsExecutable(UnixFileMode mode) => (mode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
