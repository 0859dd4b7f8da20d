// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Oci;

/// <summary>What is under one reference, as far as its manifests tell: the root, the manifests an index lists, and what refers to the root.</summary>
public sealed record ArtifactOutline
{
    private const int MaxChildren = 200;

    public required ManifestDocument Root { get; init; }

    /// <summary>The listed manifests with the descriptor that lists each; the root alone when it is no index. A child that is not there has no document.</summary>
    public required ImmutableArray<(Descriptor Descriptor, ManifestDocument? Document)> Manifests { get; init; }

    /// <summary>How many more manifests the index lists than are shown.</summary>
    public required int Omitted { get; init; }

    public required ImmutableArray<Descriptor> Referrers { get; init; }

    public static async Task<ArtifactOutline> ReadAsync(OciConnection connection, CancellationToken cancellationToken)
    {
        var repository = connection.Repository;
        var root = await repository.ReadManifestAsync(await connection.ResolveAsync(cancellationToken), cancellationToken);
        List<(Descriptor, ManifestDocument?)> manifests = root.Config is null ? [] : [(root.Descriptor, root)];
        foreach (var child in root.Children.Take(MaxChildren)) manifests.Add((child, await ReadChildAsync(repository, child, cancellationToken)));
        return new ArtifactOutline
        {
            Root = root,
            Manifests = [.. manifests],
            Omitted = Math.Max(0, root.Children.Length - MaxChildren),
            Referrers = [.. await repository.ReferrersAsync(root.Descriptor.Digest, null, cancellationToken)],
        };
    }

    // Mirrors that keep only some platforms are common, so a missing child is worth showing, not failing.
    private static async Task<ManifestDocument?> ReadChildAsync(IOciRepository repository, Descriptor child, CancellationToken cancellationToken)
    {
        if (!MediaTypes.IsManifest(child.MediaType) || !await repository.ExistsAsync(child, cancellationToken)) return null;
        return await repository.ReadManifestAsync(child, cancellationToken);
    }
}
