// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>
/// Reads a layer from its blob: size and digest of the blob, of the tar stream in it and of every file are checked on the way, and every entry must be the one
/// that the package config lists at its place.
/// </summary>
internal sealed class LayerContent(RequestedLayer requested)
{
    private readonly PackagedLayer layer = requested.Layer;

    /// <summary>Calls back for each entry in order; its content is valid during the call.</summary>
    public async Task ReadAsync(Func<PackagedFile, Stream, Task> take, CancellationToken cancellationToken)
    {
        await using VerifyingStream blob = new(await requested.OpenAsync(cancellationToken), layer.Digest, layer.Size, $"layer {layer.Title}");
        await using ZstdDecompressionStream unpacked = new(blob, layer.UncompressedSize, $"layer {layer.Title}");
        await using VerifyingStream archive = new(unpacked, layer.DiffId, layer.UncompressedSize, $"unpacked layer {layer.Title}");
        using TarArchiveReader reader = new(archive, new ArchiveTree(new ArchiveLimits()), [.. layer.Files.Select(Expected)]);
        var count = 0;
        while (await reader.ReadNextAsync(cancellationToken) is not null) await take(layer.Files[count++], reader.Content);

        // Digests are checked when the end is read.
        await archive.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static ArchiveEntry Expected(PackagedFile file) => new()
    {
        Path = file.Path,
        Type = TypeOf(file.Type),
        Mode = (UnixFileMode)FileModes.Parse(file.Mode),
        Size = file.Size,
        LinkTarget = file.Target,
        Digest = file.Digest ?? default,
    };

    private static ArchiveEntryType TypeOf(PackagedFileType type) => type switch
    {
        PackagedFileType.Directory => ArchiveEntryType.Directory,
        PackagedFileType.Symlink => ArchiveEntryType.Symlink,
        _ => ArchiveEntryType.File,
    };
}
