// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>Hashes a generation again: its links, and every file of its layers against listings whose own digest the generation pins.</summary>
internal sealed class GenerationCheck(StoreDirectories store, Generation generation)
{
    private readonly List<string> problems = [];
    private int entries;
    private long bytes;

    public StoreVerification Run(CancellationToken cancellationToken)
    {
        CheckLinks();
        foreach (var layer in generation.Layers) CheckLayer(layer, cancellationToken);
        return new StoreVerification { Generation = generation.Number, Files = entries, Bytes = bytes, Problems = [.. problems] };
    }

    private void CheckLinks()
    {
        using var directory = store.Files.OpenDirectory(store.Generations, StoreNames.GenerationOf(generation.Number));
        using StagedTree tree = new(store.Files, directory);
        foreach (var link in generation.Links)
            if (TargetOf(tree, link.Path) is var target && target != link.Target) problems.Add($"{directory.PathOf(link.Path)}: expected a link to '{link.Target}', got {(target is null ? "nothing" : $"'{target}'")}");
    }

    private static string? TargetOf(StagedTree tree, string path)
    {
        try
        {
            return tree.Status(path)?.Type == HostFileType.SymbolicLink ? tree.ReadLink(path) : null;
        }
        catch (HostFault fault) when (fault.Errno is Errno.NotThere or Errno.NotADirectory or Errno.SymbolicLink)
        {
            return null;
        }
    }

    private void CheckLayer(GenerationLayer layer, CancellationToken cancellationToken)
    {
        var name = StoreNames.PackageOf(layer.DiffId);
        var path = store.Packages.PathOf(name);
        if (store.Files.Status(store.Packages, name) is null) problems.Add($"{path}: it is missing");
        else if (ReadListing(name, layer) is { } listing) CheckTree(name, listing, cancellationToken);
        else problems.Add($"{path}/{StoreNames.LayerDocument}: it is not the listing this generation was installed with");
    }

    private LayerListing? ReadListing(string name, GenerationLayer layer)
    {
        var bytesOfListing = LayerDirectory.ReadListing(store, name);
        return Digest.OfBytes(bytesOfListing) == layer.Listing ? StoreJson.TryParse(bytesOfListing, StoreJson.OfListing) : null;
    }

    private void CheckTree(string name, LayerListing listing, CancellationToken cancellationToken)
    {
        using var directory = store.Files.OpenDirectory(store.Packages, name);
        using var top = store.Files.OpenDirectory(directory, StoreNames.Tree);
        TreeCheck check = new(store.Files, top, listing.Entries);
        problems.AddRange(check.Problems(cancellationToken).Select(problem => $"{top.PathOf(problem.Path)}: {problem.Difference}"));
        entries += listing.Entries.Length;
        bytes += check.Bytes;
    }
}
