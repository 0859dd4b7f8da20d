// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Copies what one reference names to where another one says, and tags it there: what push and pull do, whatever the two transports are.</summary>
public static class ArtifactTransfer
{
    /// <summary>
    /// The copied root's descriptor, the name it now has, and what was done. A target without tag and digest takes the source's tag. The tag is set, and an archive
    /// appears, only after all content is there.
    /// </summary>
    /// <exception cref="KeywayException">KW1113: the target names another digest than the source's. KW1114: the source has several tags. Otherwise what the two sides refuse.</exception>
    public static async Task<(Descriptor Root, ArtifactReference Target, GraphCopyResult Result)> CopyAsync(
        ArtifactReference from, ArtifactReference to, RegistrySettings settings, GraphCopyOptions options, CancellationToken cancellationToken)
    {
        await using var source = await OciConnection.OpenAsync(from, settings, cancellationToken);
        var (root, tags) = await source.PickAsync(cancellationToken);
        if (!to.Digest.IsNone && to.Digest != root.Digest) throw Errors.OtherDigest(to, root.Digest);
        var target = Named(to, from, tags);
        await using var destination = await OciConnection.CreateAsync(target, settings, cancellationToken);
        var result = await GraphCopy.CopyAsync(source.Repository, destination.Repository, root, options, cancellationToken);
        if (target.Tag is { } tag) await destination.Repository.TagAsync(root, tag, cancellationToken);
        await destination.CommitAsync(cancellationToken);
        if (!options.IncludesReferrers) result = result with { LeftBehind = (await source.Repository.ReferrersAsync(root.Digest, null, cancellationToken)).Count };
        return (root, target, result);
    }

    private static ArtifactReference Named(ArtifactReference to, ArtifactReference from, IReadOnlyList<string> tags)
    {
        if (to.Selector is not null) return to;
        // A reference may carry both a tag and the digest that picks.
        if (from.Tag is { } given) return to.WithTag(given);
        if (tags.Count > 1) throw Errors.SeveralTags(from, tags);
        return tags is [var only] ? to.WithTag(only) : to;
    }
}
