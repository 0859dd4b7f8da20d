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
    public async Task<Descriptor> ResolveAsync(CancellationToken cancellationToken) => (await PickAsync(cancellationToken)).Manifest;

    /// <summary>The same, with the tags it was picked by: those of the only root of a layout, the one that was named, none for a digest.</summary>
    /// <exception cref="KeywayException">KW1106: it is not there. KW1107: there are several.</exception>
    public async Task<(Descriptor Manifest, IReadOnlyList<string> Tags)> PickAsync(CancellationToken cancellationToken)
    {
        if (Reference.Selector is null && Repository is ILayoutRoots layout) return await OnlyRootAsync(layout, cancellationToken);
        var selector = Reference.Selector ?? "latest";
        var manifest = await Repository.ResolveAsync(selector, cancellationToken) ?? throw Errors.NoSuchManifest(Repository.Name, selector);
        return (manifest, Reference.Digest.IsNone ? [selector] : []);
    }

    /// <summary>Makes what was written appear, where that is one step of its own: an archive.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => Repository is LayoutArchiveWriter archive ? archive.CommitAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Repository.DisposeAsync();

    // Referrers are roots of a layout too, but nobody means them without saying so. A container image beside one artifact is its second flavour.
    private async Task<(Descriptor Manifest, IReadOnlyList<string> Tags)> OnlyRootAsync(ILayoutRoots layout, CancellationToken cancellationToken)
    {
        List<(Descriptor Root, IReadOnlyList<string> Tags, bool IsArtifact)> candidates = [];
        foreach (var entries in (await layout.RootsAsync(cancellationToken)).GroupBy(root => root.Digest))
        {
            var document = MediaTypes.IsManifest(entries.First().MediaType) ? await Repository.ReadManifestAsync(entries.First(), cancellationToken) : null;
            if (document?.Subject is null) candidates.Add((entries.First(), [.. entries.Select(LayoutIndex.TagOf).OfType<string>()], document is { IsContainerImage: false }));
        }

        var meant = candidates.Count == 1 ? candidates : candidates.FindAll(candidate => candidate.IsArtifact);
        if (meant is [var only]) return (only.Root with { Annotations = null }, only.Tags);
        throw Errors.AmbiguousReference(Repository.Name, [.. candidates.Select(candidate => candidate.Tags is [var tag, ..] ? $":{tag}" : $"@{candidate.Root.Digest}")]);
    }
}
