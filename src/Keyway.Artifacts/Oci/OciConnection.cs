// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>An open repository together with the reference that named it: what commands use, whatever the transport. Dispose it; an archive that is written appears only at <see cref="CommitAsync"/>.</summary>
public sealed class OciConnection : IAsyncDisposable
{
    private OciConnection(ArtifactReference reference, IOciRepository repository)
    {
        Reference = reference;
        Repository = repository;
    }

    public ArtifactReference Reference { get; }

    public IOciRepository Repository { get; }

    /// <summary>Opens for reading: a layout or archive has to exist; a registry is not contacted yet.</summary>
    /// <exception cref="KeywayException">KW1103 or KW1104: no layout there. KW1140 to KW1143: settings that cannot be used.</exception>
    public static async Task<OciConnection> OpenAsync(ArtifactReference reference, RegistrySettings settings, CancellationToken cancellationToken)
    {
        var rooted = reference.RootedAt(settings.WorkingDirectory);
        return new OciConnection(reference, rooted.Transport switch
        {
            ReferenceTransport.Layout => LayoutDirectory.Open(rooted.Location, reference.Repository.ToString(), settings.Time),
            ReferenceTransport.Archive => await LayoutArchive.OpenAsync(rooted.Location, reference.Repository.ToString(), cancellationToken),
            _ => new RegistryRepository(reference, settings),
        });
    }

    /// <summary>Opens for writing: a layout is created where there is none; an archive is written anew.</summary>
    /// <exception cref="KeywayException">KW1103 or KW1104: the directory is something else.</exception>
    public static async Task<OciConnection> CreateAsync(ArtifactReference reference, RegistrySettings settings, CancellationToken cancellationToken)
    {
        var rooted = reference.RootedAt(settings.WorkingDirectory);
        return new OciConnection(reference, rooted.Transport switch
        {
            ReferenceTransport.Layout => await LayoutDirectory.CreateAsync(rooted.Location, settings.Time, cancellationToken),
            ReferenceTransport.Archive => await LayoutArchiveWriter.CreateAsync(rooted.Location, reference.Repository.ToString(), settings.Time, cancellationToken),
            _ => new RegistryRepository(reference, settings),
        });
    }

    /// <summary>The manifest that the reference picks: by digest or tag; without either, the tag <c>latest</c> on a registry and the only root of a layout.</summary>
    /// <exception cref="KeywayException">KW1106: it is not there. KW1107: there are several.</exception>
    public async Task<Descriptor> ResolveAsync(CancellationToken cancellationToken)
    {
        if (Reference.Selector is null && Repository is ILayoutRoots layout) return await OnlyRootAsync(layout, cancellationToken);
        var selector = Reference.Selector ?? "latest";
        return await Repository.ResolveAsync(selector, cancellationToken) ?? throw Errors.NoSuchManifest(Repository.Name, selector);
    }

    /// <summary>Makes what was written appear, where that is one step of its own: an archive.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => Repository is LayoutArchiveWriter archive ? archive.CommitAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Repository.DisposeAsync();

    // Referrers are roots of a layout too, but nobody means them without saying so.
    private async Task<Descriptor> OnlyRootAsync(ILayoutRoots layout, CancellationToken cancellationToken)
    {
        List<Descriptor> candidates = [];
        foreach (var root in (await layout.RootsAsync(cancellationToken)).DistinctBy(root => root.Digest))
            if (await IsNoReferrerAsync(root, cancellationToken)) candidates.Add(root);
        if (candidates is [var only]) return only with { Annotations = null };
        throw Errors.AmbiguousReference(Repository.Name, [.. candidates.Select(root => LayoutIndex.TagOf(root) is { } tag ? $":{tag}" : $"@{root.Digest}")]);
    }

    private async Task<bool> IsNoReferrerAsync(Descriptor root, CancellationToken cancellationToken) =>
        !MediaTypes.IsManifest(root.MediaType) || (await Repository.ReadManifestAsync(root, cancellationToken)).Subject is null;
}
