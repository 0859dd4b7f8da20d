// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>Reads the layers of a packed package for an SBOM, wherever it is kept: every layer once, each file checked against the config while it streams.</summary>
internal sealed class LayerReader(IOciRepository repository)
{
    // Bigger files go to a temporary file: reading machine code jumps about in it.
    private const int MemoryLimit = 16 << 20;

    private static readonly ArchiveLimits Limits = new();

    private readonly Dictionary<Digest, IReadOnlyDictionary<string, FileReading>> read = [];

    public async Task<PackageContent> ReadAsync(DriverPackage package, CancellationToken cancellationToken)
    {
        var documents = await PackedDocuments.ReadAsync(repository, package.Index, package.Builds, cancellationToken);
        var builds = ImmutableArray.CreateBuilder<ContentBuild>(package.Builds.Length);
        foreach (var build in package.Builds) builds.Add(await ReadBuildAsync(build, documents.Builds[build.Isa], cancellationToken));
        return new PackageContent { Manifest = package.Manifest, Artifact = documents.Index, Builds = builds.MoveToImmutable() };
    }

    private async Task<ContentBuild> ReadBuildAsync(IsaBuild build, ContentArtifact artifact, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<ContentFile>();
        foreach (var layer in build.Config.Layers)
        {
            var readings = await ReadLayerAsync(layer, cancellationToken);
            files.AddRange(layer.Files.Where(file => file.Type == PackagedFileType.File).Select(file => FileOf(layer, file, readings[file.Path])));
        }

        return new ContentBuild
        {
            Isa = build.Isa,
            Artifact = artifact,
            Files = files.ToImmutable(),
            Links = [.. build.Config.Layers.SelectMany(layer => layer.Files).Where(file => file.Type == PackagedFileType.Symlink).Select(file => ContentLink.Of(file.Path, file.Target!))],
        };
    }

    private static ContentFile FileOf(PackagedLayer layer, PackagedFile file, FileReading reading) => new()
    {
        Path = file.Path,
        Kind = layer.Kind,
        Kernel = layer.Kernel,
        HasExecuteBit = (ModeOf(file) & UnixFileMode.UserExecute) != 0,
        Reading = reading,
    };

    private async Task<IReadOnlyDictionary<string, FileReading>> ReadLayerAsync(PackagedLayer layer, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(layer.Digest, out var known)) return known;
        Dictionary<string, FileReading> readings = new(StringComparer.Ordinal);
        Descriptor blob = new() { MediaType = DriverConfig.LayerMediaType, Digest = layer.Digest, Size = layer.Size };
        await using var packed = await repository.OpenAsync(blob, cancellationToken);
        await using ZstdDecompressionStream plain = new(packed, layer.UncompressedSize, layer.Title);
        await using VerifyingStream tar = new(plain, layer.DiffId, layer.UncompressedSize, layer.Title);
        using TarArchiveReader archive = new(tar, new ArchiveTree(Limits), [.. layer.Files.Select(Listed)]);
        while (await archive.ReadNextAsync(cancellationToken) is { } entry)
            if (entry.Type == ArchiveEntryType.File) readings[entry.Path] = await ReadFileAsync(archive.Content, entry, layer.Kind, cancellationToken);
        await tar.CopyToAsync(Stream.Null, cancellationToken); // digests are checked when the end is read
        return read[layer.Digest] = readings;
    }

    private static ArchiveEntry Listed(PackagedFile file) => new()
    {
        Path = file.Path,
        Type = file.Type switch
        {
            PackagedFileType.Directory => ArchiveEntryType.Directory,
            PackagedFileType.Symlink => ArchiveEntryType.Symlink,
            _ => ArchiveEntryType.File,
        },
        Mode = ModeOf(file),
        Size = file.Size,
        LinkTarget = file.Target,
        Digest = file.Digest ?? default,
    };

    private static UnixFileMode ModeOf(PackagedFile file) => (UnixFileMode)Convert.ToInt32(file.Mode, 8);

    private static async Task<FileReading> ReadFileAsync(Stream content, ArchiveEntry entry, PayloadKind kind, CancellationToken cancellationToken)
    {
        await using var spool = entry.Size <= MemoryLimit ? (Stream)new MemoryStream((int)entry.Size) : TemporaryFile();
        await content.CopyToAsync(spool, cancellationToken);
        return await FileInspection.ReadAsync(spool, entry.Path, kind, cancellationToken);
    }

    private static FileStream TemporaryFile() =>
        new(Path.Combine(Path.GetTempPath(), "keyway-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
}
