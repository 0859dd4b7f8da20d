// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// An OCI layout on its way into one tar file: collected in a directory beside the target, then written with sorted names and no times or owners, so that the
/// same content gives the same bytes. Nothing appears under the target's name before <see cref="CommitAsync"/>; disposing without it leaves nothing.
/// </summary>
public sealed class LayoutArchiveWriter : IOciRepository, ILayoutRoots
{
    private const string StagingSuffix = ".staging";

    // What is written was checked on its way into the staging directory; the limits protect readers of foreign archives.
    private static readonly ArchiveLimits Unbounded = new() { MaxEntries = int.MaxValue, MaxContentBytes = long.MaxValue };
    private static int counter;

    private readonly string path;
    private readonly string staging;
    private readonly LayoutDirectory layout;

    private LayoutArchiveWriter(string path, string staging, LayoutDirectory layout, string name)
    {
        this.path = path;
        this.staging = staging;
        this.layout = layout;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Starts an archive that will replace the file of that name, if there is one.</summary>
    public static Task<LayoutArchiveWriter> CreateAsync(string path, TimeProvider time, CancellationToken cancellationToken) =>
        CreateAsync(path, ArtifactReference.ArchivePrefix + path, time, cancellationToken);

    /// <summary>Writes the tar file and puts it under its final name, durably.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => AtomicFile.WriteAsync(path, WriteTarAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> RootsAsync(CancellationToken cancellationToken) => layout.RootsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Descriptor?> ResolveAsync(string tagOrDigest, CancellationToken cancellationToken) => layout.ResolveAsync(tagOrDigest, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Descriptor descriptor, CancellationToken cancellationToken) => layout.ExistsAsync(descriptor, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken) => layout.OpenAsync(descriptor, cancellationToken);

    /// <inheritdoc/>
    public Task PushAsync(Descriptor descriptor, Stream content, CancellationToken cancellationToken) => layout.PushAsync(descriptor, content, cancellationToken);

    /// <inheritdoc/>
    public Task TagAsync(Descriptor manifest, string tag, CancellationToken cancellationToken) => layout.TagAsync(manifest, tag, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken) => layout.ListTagsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellationToken) =>
        layout.ReferrersAsync(subject, artifactType, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await layout.DisposeAsync();
        Directory.Delete(staging, recursive: true);
    }

    internal static async Task<LayoutArchiveWriter> CreateAsync(string path, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(path)!;
        DurableDirectory.Create(parent);
        var fresh = Path.Combine(parent, $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}{StagingSuffix}");
        return new LayoutArchiveWriter(path, fresh, await LayoutDirectory.CreateAsync(fresh, time, cancellationToken), name);
    }

    private async Task WriteTarAsync(Stream output, CancellationToken cancellationToken)
    {
        TarArchiveWriter tar = new(output, Unbounded);
        foreach (var name in Directory.EnumerateFileSystemEntries(staging, "*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(staging, entry)).Order(StringComparer.Ordinal))
            await AddAsync(tar, name, cancellationToken);
        await tar.CompleteAsync(cancellationToken);
    }

    private async Task AddAsync(TarArchiveWriter tar, string name, CancellationToken cancellationToken)
    {
        var source = Path.Combine(staging, name);
        if (Directory.Exists(source))
        {
            await tar.WriteAsync(new ArchiveEntry { Path = name, Type = ArchiveEntryType.Directory, Mode = UnixModes.Executable }, Stream.Null, cancellationToken);
            return;
        }

        await using FileStream content = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await tar.WriteAsync(new ArchiveEntry { Path = name, Type = ArchiveEntryType.File, Mode = UnixModes.File, Size = content.Length }, content, cancellationToken);
    }
}
