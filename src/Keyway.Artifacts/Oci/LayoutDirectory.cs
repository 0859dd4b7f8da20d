// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// A repository in an OCI image-layout directory. Blobs are content-addressed files, tags are the <c>org.opencontainers.image.ref.name</c> annotations in
/// <c>index.json</c>, referrers are found by reading the listed manifests. Safe for concurrent calls and for concurrent processes. Spec: OCI image layout 1.0.
/// </summary>
public sealed class LayoutDirectory : IOciRepository, ILayoutRoots
{
    private static int counter;

    private readonly LayoutIndexFile index;
    private readonly LayoutQueries queries;

    private LayoutDirectory(string path, string name, TimeProvider time)
    {
        Name = name;
        Blobs = new BlobDirectory(path);
        index = new LayoutIndexFile(Blobs, time);
        queries = new LayoutQueries(index, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The blob files; what is written there directly still needs a manifest to be found.</summary>
    public BlobDirectory Blobs { get; }

    /// <summary>Opens a layout that exists.</summary>
    /// <exception cref="KeywayException">KW1103 or KW1104: not a layout, or of another version.</exception>
    public static LayoutDirectory Open(string path, TimeProvider time) => Open(path, ArtifactReference.LayoutPrefix + path, time);

    /// <summary>Opens a layout, making an empty one where there is none; an empty or missing directory is fine, one with other content is refused.</summary>
    /// <exception cref="KeywayException">KW1103 or KW1104: the directory is something else.</exception>
    public static async Task<LayoutDirectory> CreateAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(path, LayoutMarker.FileName);
        if (File.Exists(marker)) return Open(path, time);
        DurableDirectory.Create(path);
        if (Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOurs(entry))) throw Errors.NotALayout(path);
        await WriteOnceAsync(Path.Combine(path, LayoutIndexFile.FileName), JsonSerializer.SerializeToUtf8Bytes(LayoutIndex.Empty, OciJson.Canonical.ImageIndex), cancellationToken);
        LayoutMarker content = new() { ImageLayoutVersion = LayoutMarker.CurrentVersion };
        await WriteOnceAsync(marker, JsonSerializer.SerializeToUtf8Bytes(content, WireJson.Default.LayoutMarker), cancellationToken);
        return Open(path, time);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> RootsAsync(CancellationToken cancellationToken) => queries.RootsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken) => queries.ResolveAsync(tagOrDigest, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken) => Task.FromResult(queries.Has(descriptor));

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken) => queries.OpenAsync(descriptor);

    /// <inheritdoc/>
    public async Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        if (MediaTypes.IsManifest(descriptor.MediaType)) await PushManifestAsync(descriptor, content, cancellationToken);
        else await Blobs.WriteAsync(descriptor.Digest, descriptor.Size, content, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken)
    {
        ReferenceParser.CheckTag(tag);
        if (!queries.Has(manifest)) throw Errors.NoSuchManifest(Name, manifest.Digest.ToString());
        var document = await queries.ReadManifestAsync(manifest, cancellationToken);
        await index.ChangeAsync(before => LayoutIndex.WithTag(before, Entry(document), tag), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => queries.ListTagsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken) =>
        queries.ReferrersAsync(subject, artifactType, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static LayoutDirectory Open(string path, string name, TimeProvider time)
    {
        var marker = Path.Combine(path, LayoutMarker.FileName);
        if (!File.Exists(marker)) throw Errors.NotALayout(path);
        LayoutMarker.Check(ReadMarker(marker), path);
        return new LayoutDirectory(path, name, time);
    }

    private static byte[] ReadMarker(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > LayoutMarker.MaxSize) throw Errors.DocumentTooLarge(path, file.Length, LayoutMarker.MaxSize);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsOurs(string entry) => Path.GetFileName(entry) is "blobs" or LayoutIndexFile.FileName || entry.EndsWith(".part", StringComparison.Ordinal);

    // Two creators may meet: an index that the other one has filled meanwhile is never replaced by an empty one, and the marker keeps its lock.
    private static async Task WriteOnceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        if (File.Exists(path)) return;
        var fresh = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}.part";
        await AtomicFile.WriteAsync(fresh, content, cancellationToken);
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }

        DurableDirectory.Sync(Path.GetDirectoryName(path)!);
    }

    private async Task PushManifestAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken)
    {
        if (descriptor.Size > OciLimits.ManifestSize) throw Errors.DocumentTooLarge($"the manifest {descriptor.Digest}", descriptor.Size, OciLimits.ManifestSize);
        await using VerifyingStream verified = new(content, descriptor.Digest, descriptor.Size, $"manifest {descriptor.Digest} for {Name}") { LeavesInnerOpen = true };
        var bytes = await ManifestReading.ReadAllAsync(verified, descriptor.Size, cancellationToken);
        var document = ManifestDocument.Parse(descriptor, bytes, Name);
        if (document.Blobs.Concat(document.Children).FirstOrDefault(link => !queries.Has(link)) is { } missing) throw Errors.IncompleteManifest(Name, descriptor.Digest, missing);
        var reached = await ReachedAsync(document, cancellationToken);
        await Blobs.WriteAsync(descriptor.Digest, descriptor.Size, new MemoryStream(bytes), cancellationToken);
        await index.ChangeAsync(before => LayoutIndex.WithRoot(before, Entry(document), reached), cancellationToken);
    }

    // Children that have a subject stay listed, or their subject's referrers would lose them.
    private async Task<IReadOnlySet<Digest>> ReachedAsync(ManifestDocument document, CancellationToken cancellationToken)
    {
        HashSet<Digest> reached = [];
        foreach (var child in document.Children.Where(child => MediaTypes.IsManifest(child.MediaType)))
        {
            var childDocument = await queries.ReadManifestAsync(child, cancellationToken);
            if (childDocument.Subject is null) reached.Add(child.Digest);
        }

        return reached;
    }

    private static Descriptor Entry(ManifestDocument document) => document.Descriptor with { ArtifactType = document.ArtifactType };
}
