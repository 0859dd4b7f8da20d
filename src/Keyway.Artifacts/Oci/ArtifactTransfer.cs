// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Copies what one reference names to where another one says, and tags it there: what push and pull do, whatever the two transports are.</summary>
public static class ArtifactTransfer
{
    /// <summary>The copied root's descriptor and what was done. The tag is set, and an archive appears, only after all content is there.</summary>
    /// <exception cref="KeywayException">KW1113: the target names another digest than the source's. Otherwise what the two sides refuse.</exception>
    public static async Task<(Descriptor Root, GraphCopyResult Result)> CopyAsync(
        ArtifactReference from, ArtifactReference to, RegistrySettings settings, GraphCopyOptions options, CancellationToken cancellationToken)
    {
        await using var source = await OciConnection.OpenAsync(from, settings, cancellationToken);
        var root = await source.ResolveAsync(cancellationToken);
        if (!to.Digest.IsNone && to.Digest != root.Digest) throw Errors.OtherDigest(to, root.Digest);
        await using var destination = await OciConnection.CreateAsync(to, settings, cancellationToken);
        var result = await GraphCopy.CopyAsync(source.Repository, destination.Repository, root, options, cancellationToken);
        if (to.Tag is { } tag) await destination.Repository.TagAsync(root, tag, cancellationToken);
        await destination.CommitAsync(cancellationToken);
        return (root, result);
    }
}
