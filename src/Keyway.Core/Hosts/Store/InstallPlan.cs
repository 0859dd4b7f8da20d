// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>What an install will do, worked out before anything is changed: the generation to build and the layers to unpack for it.</summary>
internal sealed record InstallPlan
{
    public required Generation Generation { get; init; }

    /// <summary>The layers that are not unpacked yet.</summary>
    public required ImmutableArray<RequestedLayer> Missing { get; init; }

    /// <summary>The record that goes first.</summary>
    public required JournalRecord Intent { get; init; }

    public static InstallPlan Of(StoreSession session, InstallRequest request)
    {
        var records = session.Journal.Read();
        var number = session.Generations.Numbers().Concat(records.Select(record => record.To)).DefaultIfEmpty().Max() + 1;
        var generation = GenerationOf(request, number, session.Now);
        return new InstallPlan
        {
            Generation = generation,
            Missing = [.. request.Layers.Where(layer => !IsUnpacked(session.Directories, layer)).DistinctBy(layer => layer.Layer.DiffId)],
            Intent = Change.IntentOf(session, records, ChangeKind.Install, generation, request.Reason),
        };
    }

    /// <summary>True when the current generation is what the request asks for, layer for layer.</summary>
    public bool IsCurrent(Generation? current) =>
        current is not null && Missing.IsEmpty && current.Manifest == Generation.Manifest && current.Layers.SequenceEqual(Generation.Layers);

    private static Generation GenerationOf(InstallRequest request, long number, DateTimeOffset now) => new()
    {
        SchemaVersion = 1,
        Number = number,
        Package = request.Package,
        Version = request.Version,
        Source = request.Source,
        Isa = request.Isa,
        Index = request.Index,
        Manifest = request.Manifest,
        Created = now,
        Reason = request.Reason,
        Layers = [.. request.Layers.Select(LayerOf)],
        Links = [.. LinksOf(request)],
        Modules = [.. request.Layers.SelectMany(layer => layer.Layer.Modules).Select(module => new GenerationModule(module.Name, module.Path, module.Srcversion))],
    };

    private static GenerationLayer LayerOf(RequestedLayer requested) => new()
    {
        Title = requested.Layer.Title,
        Kind = requested.Layer.Kind,
        Kernel = requested.Layer.Kernel,
        Digest = requested.Layer.Digest,
        DiffId = requested.Layer.DiffId,
        Listing = Digest.OfBytes(LayerListing.Of(requested.Layer).ToBytes()),
    };

    private static IEnumerable<GenerationLink> LinksOf(InstallRequest request)
    {
        var links = request.Layers.SelectMany(layer => LayerLinks.PathsOf(layer.Layer), (layer, path) => (Path: path, layer.Layer)).ToList();
        LayerLinks.RefuseConflicts(links.Select(link => (link.Path, link.Layer.Title)));
        return links.Select(link => new GenerationLink(link.Path, StoreNames.LinkTarget(link.Path, link.Layer.DiffId))).OrderBy(link => link.Path, StringComparer.Ordinal);
    }

    private static bool IsUnpacked(StoreDirectories store, RequestedLayer requested)
    {
        var name = StoreNames.PackageOf(requested.Layer.DiffId);
        if (store.Files.Status(store.Packages, name) is null) return false;
        var present = LayerDirectory.ReadListing(store, name);
        if (!LayerListing.Of(requested.Layer).ToBytes().AsSpan().SequenceEqual(present)) throw Errors.ListingDiffers(requested.Layer.Title, $"{store.Packages.PathOf(name)}/{StoreNames.LayerDocument}");
        return true;
    }
}
