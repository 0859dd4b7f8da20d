// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>
/// Writes layers in one pass over the files: file digest, tar, digest of the tar, zstd, digest of the blob, <c>.part</c> file. zstd's own threads keep all
/// cores busy while this thread reads and hashes ahead of them. Content that is the same for every ISA is compressed once. Spec: spec/package §"Layers".
/// </summary>
internal sealed class LayerWriter(BlobDirectory blobs, ZstdSettings settings, PackMeter meter)
{
    private static readonly ArchiveLimits Limits = new();

    private readonly Dictionary<string, PackagedLayer> written = new(StringComparer.Ordinal);

    /// <summary>Equal for layers of different ISAs that hold the same files.</summary>
    public static string ContentKey(LayerSource layer) => layer.Kind is PayloadKind.Dkms or PayloadKind.Firmware ? layer.Title[(layer.Title.IndexOf('/') + 1)..] : layer.Title;

    public async Task<PackagedLayer> WriteAsync(LayerSource layer, CancellationToken cancellationToken)
    {
        var key = ContentKey(layer);
        if (!written.TryGetValue(key, out var packed)) written[key] = packed = await CompressAsync(layer, cancellationToken);
        return packed with { Title = layer.Title };
    }

    private async Task<PackagedLayer> CompressAsync(LayerSource layer, CancellationToken cancellationToken)
    {
        ImmutableArray<ArchiveEntry> entries = [.. layer.Files.Select(ToEntry)];
        await using var blob = blobs.CreateWriter(DigestAlgorithm.Sha256);
        await using ZstdCompressionStream zstd = new(blob, settings with { PledgedSize = TarArchiveWriter.SizeOf(entries) });
        await using HashingStream tar = new(zstd, DigestAlgorithm.Sha256);
        TarArchiveWriter archive = new(tar, Limits);
        LayerContent content = new(layer, archive, meter);
        foreach (var (source, entry) in layer.Files.Zip(entries)) await content.AddAsync(source, entry, cancellationToken);
        await archive.CompleteAsync(cancellationToken);
        await zstd.CompleteAsync(cancellationToken);
        var stored = await blob.CommitAsync(cancellationToken);
        return new PackagedLayer
        {
            Title = layer.Title,
            Kind = layer.Kind,
            Kernel = layer.Kernel,
            Digest = stored.Digest,
            Size = stored.Size,
            DiffId = tar.Digest,
            UncompressedSize = tar.Count,
            Files = content.Files,
            Modules = content.Modules,
        };
    }

    private static ArchiveEntry ToEntry(SourceFile file) => new()
    {
        Path = file.Path,
        Type = file.Type switch
        {
            PackagedFileType.Directory => ArchiveEntryType.Directory,
            PackagedFileType.Symlink => ArchiveEntryType.Symlink,
            _ => ArchiveEntryType.File,
        },
        Mode = file.Mode,
        Size = file.Size,
        LinkTarget = file.Target,
    };
}
