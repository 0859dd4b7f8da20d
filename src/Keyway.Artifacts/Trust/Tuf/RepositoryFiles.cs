// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The files of a repository directory: <c>metadata/</c> and <c>targets/</c> are for clients, <c>staged/</c> is what the next publication changes.</summary>
internal sealed class RepositoryFiles(string directory)
{
    private const string StagedFolder = "staged";
    private const int LargestMetadata = 64 << 20;

    public string Directory => directory;

    public bool Exists => System.IO.Directory.Exists(Path.Combine(directory, DirectoryTufSource.MetadataFolder)) || System.IO.Directory.Exists(StagedPath);

    private string StagedPath => Path.Combine(directory, StagedFolder);

    private string StagedTargets => Path.Combine(StagedPath, DirectoryTufSource.TargetsFolder);

    public PublishedState ReadPublished()
    {
        RootMetadata? root = null;
        while (ReadMetadata(RoleFile.AtRepository(RoleNames.Root, (root?.Version ?? 0) + 1)) is { } next) root = RootMetadata.Parse(next.Bytes, next.File);
        if (root is null || ReadMetadata(RoleFile.AtRepository(RoleNames.Timestamp, null)) is not { } newest) return NeverPublished(root);
        var timestamp = TimestampMetadata.Parse(newest.Bytes, newest.File);
        var (bytes, file) = Demand(RoleFile.AtRepository(RoleNames.Snapshot, root.IsConsistent ? timestamp.Snapshot.Version : null));
        var snapshot = SnapshotMetadata.Parse(bytes, file);
        return new(root, timestamp, snapshot, snapshot.Meta.ToDictionary(entry => RoleOf(entry.Key), entry => ReadTargets(RoleOf(entry.Key), root.IsConsistent ? entry.Value.Version : null)));
    }

    public IReadOnlyList<StagedRole> ReadStaged() => System.IO.Directory.Exists(StagedPath)
        ? [.. System.IO.Directory.GetFiles(StagedPath, "*.json").Order(StringComparer.Ordinal).Select(path => StagedRole.Of(Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(path)), SmallFile.Read(path, LargestMetadata)))]
        : [];

    public StagedRole? ReadStaged(string role) => File.Exists(StagedFile(role)) ? StagedRole.Of(role, SmallFile.Read(StagedFile(role), LargestMetadata)) : null;

    public async Task WriteStagedAsync(StagedRole role, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(StagedPath);
        await AtomicFile.WriteAsync(StagedFile(role.Role), role.ToBytes(), cancellationToken);
    }

    public async Task WriteStagedTargetAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(StagedTargets);
        await AtomicFile.WriteAsync(Path.Combine(StagedTargets, RoleFile.OfTarget(path)), content, cancellationToken);
    }

    /// <summary>The content of a target that is not published yet, or null.</summary>
    public byte[]? ReadStagedTarget(string path)
    {
        var file = Path.Combine(StagedTargets, RoleFile.OfTarget(path));
        return File.Exists(file) ? SmallFile.Read(file, TufLimits.Default.TargetSize) : null;
    }

    public async Task WriteAsync(string folder, string file, byte[] content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, folder, file);
        DurableDirectory.Create(Path.GetDirectoryName(path)!);
        await AtomicFile.WriteAsync(path, content, cancellationToken);
    }

    /// <summary>After a publication: nothing waits any more.</summary>
    public void ClearStaged()
    {
        if (System.IO.Directory.Exists(StagedPath)) System.IO.Directory.Delete(StagedPath, recursive: true);
    }

    // Only the first publication, broken off, leaves a root without a timestamp. Else versions would start again at 1, which clients refuse as a rollback.
    private PublishedState NeverPublished(RootMetadata? root) => root is null || ReadStaged(RoleNames.Root)?.Version == 1
        ? new(root, null, null, new Dictionary<string, TargetsMetadata>())
        : throw Errors.BrokenRepository(directory, RoleFile.AtRepository(RoleNames.Timestamp, null));

    private string StagedFile(string role) => Path.Combine(StagedPath, RoleFile.InState(role));

    private static string RoleOf(string metaPath) => metaPath[..^".json".Length];

    private TargetsMetadata ReadTargets(string role, long? version)
    {
        var (bytes, file) = Demand(RoleFile.AtRepository(role, version));
        return TargetsMetadata.Parse(bytes, file, role);
    }

    private (byte[] Bytes, string File) Demand(string file) => ReadMetadata(file) ?? throw Errors.BrokenRepository(directory, file);

    private (byte[] Bytes, string File)? ReadMetadata(string file)
    {
        var path = Path.Combine(directory, DirectoryTufSource.MetadataFolder, file);
        return File.Exists(path) ? (SmallFile.Read(path, LargestMetadata), file) : null;
    }
}
