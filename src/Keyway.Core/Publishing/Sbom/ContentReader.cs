// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>Reads a source directory for an SBOM. Where the package was packed already, each file must still be the one that was packed.</summary>
internal static class ContentReader
{
    private const int FilesAtOnce = 4;

    /// <param name="source">The directory, read and checked.</param>
    /// <param name="packed">What was packed from it and how the digests of its documents read; null before that.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="Artifacts.KeywayException">KW1250: a file is another than the one that was packed.</exception>
    public static async Task<PackageContent> ReadAsync(PackageSource source, PackedDocuments? packed, CancellationToken cancellationToken)
    {
        var files = source.Isas.SelectMany(isa => isa.Layers).SelectMany(layer => layer.Files.Where(file => file.Type == PackagedFileType.File).Select(file => (layer.Kind, File: file)));
        ConcurrentDictionary<string, FileReading> readings = new(StringComparer.Ordinal);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files.DistinctBy(pair => pair.File.SourcePath), parallel, async (pair, token) =>
        {
            await using FileStream content = new(pair.File.SourcePath!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            readings[pair.File.SourcePath!] = await FileInspection.ReadAsync(content, pair.File.Path, pair.Kind, token);
        });
        if (packed is not null) Check(source, packed, readings);
        return new PackageContent
        {
            Manifest = source.Manifest,
            Artifact = packed?.Index,
            Builds = [.. source.Isas.Select(isa => BuildOf(isa, packed, readings))],
        };
    }

    private static ContentBuild BuildOf(IsaSource isa, PackedDocuments? packed, ConcurrentDictionary<string, FileReading> readings) => new()
    {
        Isa = isa.Isa,
        Artifact = packed?.Builds[isa.Isa],
        Files = [.. isa.Layers.SelectMany(layer => layer.Files.Where(file => file.Type == PackagedFileType.File).Select(file => FileOf(layer, file, readings[file.SourcePath!])))],
        Links = [.. isa.Layers.SelectMany(layer => layer.Files).Where(file => file.Type == PackagedFileType.Symlink).Select(file => ContentLink.Of(file.Path, file.Target!))],
    };

    private static ContentFile FileOf(LayerSource layer, SourceFile file, FileReading reading) => new()
    {
        Path = file.Path,
        Kind = layer.Kind,
        Kernel = layer.Kernel,
        HasExecuteBit = (file.Mode & UnixFileMode.UserExecute) != 0,
        Reading = reading,
    };

    private static void Check(PackageSource source, PackedDocuments packed, ConcurrentDictionary<string, FileReading> readings)
    {
        foreach (var isa in source.Isas)
        {
            var digests = packed.Configs[isa.Isa].Layers.SelectMany(layer => layer.Files).Where(file => file.Digest is not null).ToDictionary(file => file.Path, file => file.Digest!.Value, StringComparer.Ordinal);
            foreach (var file in isa.Layers.SelectMany(layer => layer.Files).Where(file => file.Type == PackagedFileType.File))
                if (readings[file.SourcePath!].Sha256 != digests[file.Path]) throw Publishing.Errors.SourceChanged(file.SourcePath!);
        }
    }
}
