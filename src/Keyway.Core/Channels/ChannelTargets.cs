// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Channels;

/// <summary>The documents among the verified targets of one repository.</summary>
internal sealed class ChannelTargets(TufUpdate update, string name)
{
    /// <summary>The content of a target; null when the repository lists none.</summary>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        await update.FindAsync(path, cancellationToken) is { } target ? await update.ReadAsync(target, null, cancellationToken) : null;

    /// <summary>A document; null when the repository lists none.</summary>
    public async Task<T?> ReadAsync<T>(string path, Func<byte[], string, T> read, CancellationToken cancellationToken)
        where T : class =>
        await ReadAsync(path, cancellationToken) is { } content ? read(content, $"{path} of {name}") : null;

    public async Task<RevocationList> RevokedAsync(CancellationToken cancellationToken) =>
        await ReadAsync(ChannelPaths.Revoked, (bytes, source) => ChannelReader.Revoked(bytes, source), cancellationToken) ?? new RevocationList { SchemaVersion = ChannelJson.SchemaVersion, Revoked = [] };

    /// <summary>A package as the image repository lists it: the target is the image index itself, so its hash and length are the index's.</summary>
    public async Task<ChannelImage?> ImageAsync(string package, string version, CancellationToken cancellationToken)
    {
        var target = await update.FindAsync(ChannelPaths.OfImage(package, version), cancellationToken);
        return target?.Hashes.ByAlgorithm.GetValueOrDefault("sha256") is { } hash && Digest.TryParse("sha256:" + hash, out var digest)
            ? new ChannelImage { Package = package, Version = version, Index = digest, Size = target.Length }
            : null;
    }
}
