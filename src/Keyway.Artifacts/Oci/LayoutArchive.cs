// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>A repository in one tar file with an OCI image layout inside, for reading; nothing is unpacked. Safe for concurrent calls. Written by <see cref="LayoutArchiveWriter"/>.</summary>
public sealed class LayoutArchive : IOciRepository, ILayoutRoots, ILayoutFiles
{
    private readonly FileStream file;
    private readonly ArchiveContents contents;
    private readonly LayoutQueries queries;

    private LayoutArchive(FileStream file, string name, ArchiveContents contents)
    {
        this.file = file;
        this.contents = contents;
        Name = name;
        queries = new LayoutQueries(this, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens an archive; a hostile one costs no more than a bounded number of small reads.</summary>
    /// <exception cref="KeywayException">KW1103, KW1104 or KW1150: it is not there, or no layout.</exception>
    public static async Task<LayoutArchive> OpenAsync(string path, CancellationToken cancellationToken) => await OpenAsync(path, ArtifactReference.ArchivePrefix + path, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> RootsAsync(CancellationToken cancellationToken) => queries.RootsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken) => queries.ResolveAsync(tagOrDigest, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken) => Task.FromResult(queries.Has(descriptor));

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken) => queries.OpenAsync(descriptor);

    /// <inheritdoc/>
    public Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken) => throw Errors.ReadOnlyArchive(Name);

    /// <inheritdoc/>
    public Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken) => throw Errors.ReadOnlyArchive(Name);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => queries.ListTagsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken) =>
        queries.ReferrersAsync(subject, artifactType, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    internal static async Task<LayoutArchive> OpenAsync(string path, string name, CancellationToken cancellationToken)
    {
        var opened = OpenFile(path);
        var isSound = false;
        try
        {
            LayoutArchive archive = new(opened, name, ArchiveContents.Read(opened.SafeFileHandle, path, cancellationToken));
            LayoutMarker.Check(await archive.ReadAsync(LayoutMarker.FileName, LayoutMarker.MaxSize, cancellationToken), path);
            await archive.queries.RootsAsync(cancellationToken);
            isSound = true;
            return archive;
        }
        finally
        {
            if (!isSound) await opened.DisposeAsync();
        }
    }

    async Task<ImageIndex> ILayoutFiles.ReadIndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await ReadAsync(LayoutIndexFile.FileName, OciLimits.LayoutIndexSize, cancellationToken);
            return LayoutIndex.Checked(JsonSerializer.Deserialize(bytes, OciJson.Canonical.ImageIndex), file.Name);
        }
        catch (JsonException reason)
        {
            throw Errors.BrokenLayout(file.Name, $"{LayoutIndexFile.FileName}: {reason.Message}", reason);
        }
    }

    long? ILayoutFiles.SizeOf(Digest digest) => contents.Find(NameOf(digest))?.Size;

    Stream ILayoutFiles.OpenRead(Digest digest, long size)
    {
        var place = contents.Find(NameOf(digest)) ?? throw new ArgumentException("no such blob", nameof(digest));
        return new VerifyingStream(new ArchiveSlice(file.SafeFileHandle, place.Offset, place.Size), digest, size, $"blob {digest} of {Name}");
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw Errors.NoSuchArchive(path, reason);
        }
    }

    private static string NameOf(Digest digest) => $"blobs/{digest.ToString().Replace(':', '/')}";

    private async Task<byte[]> ReadAsync(string name, int limit, CancellationToken cancellationToken)
    {
        if (contents.Find(name) is not { } place) throw Errors.BrokenLayout(file.Name, $"it has no {name}");
        if (place.Size > limit) throw Errors.DocumentTooLarge($"{name} in {file.Name}", place.Size, limit);
        await using ArchiveSlice slice = new(file.SafeFileHandle, place.Offset, place.Size);
        return await ManifestReading.ReadAllAsync(slice, place.Size, cancellationToken);
    }
}
