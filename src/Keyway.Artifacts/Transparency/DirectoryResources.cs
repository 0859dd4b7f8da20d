// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Transparency;

/// <summary>The resources of a log in a directory. Thread safe; a writer in another process does no harm, since what a checkpoint names does not change.</summary>
/// <param name="root">The directory.</param>
public sealed class DirectoryResources(string root) : ILogResources
{
    /// <inheritdoc/>
    public string Name => root;

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var content = SmallFile.Read(Path.Combine(root, path), limit);
            return ValueTask.FromResult<byte[]?>(content.Length <= limit ? content : throw Errors.ResourceTooLarge(Name, path, limit));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<byte[]?>(null);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.ResourceUnreadable(Name, path, reason);
        }
    }
}
