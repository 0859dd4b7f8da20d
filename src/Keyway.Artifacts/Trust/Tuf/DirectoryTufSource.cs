// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>A repository in a directory with <c>metadata/</c> and <c>targets/</c>, as carried to an air-gapped site. Thread safe.</summary>
public sealed class DirectoryTufSource(string root) : ITufSource
{
    public const string MetadataFolder = "metadata";
    public const string TargetsFolder = "targets";

    public string Name => root;

    /// <inheritdoc/>
    public Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken) =>
        Task.FromResult(Read(Path.Combine(root, MetadataFolder, file), file, byteLimit, step));

    /// <inheritdoc/>
    public Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken) =>
        Task.FromResult(Read(Path.Combine(root, TargetsFolder, path), path, byteLimit, "5.7.3"));

    private static byte[]? Read(string path, string file, int byteLimit, string step)
    {
        if (!File.Exists(path)) return null;
        var content = SmallFile.Read(path, byteLimit);
        return content.Length <= byteLimit ? content : throw Errors.TooLarge(step, file, byteLimit);
    }
}
