// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Hosts.Store;

/// <summary>The generations on disk: reading them, and building one under a temporary name.</summary>
internal sealed class GenerationDirectory(StoreDirectories store)
{
    private const int LongestDocument = 4 << 20;
    private const int Mode = 0x1ed; // 0755

    /// <summary>The numbers of all generations on disk, ascending.</summary>
    public IReadOnlyList<long> Numbers() =>
        [.. store.Files.List(store.Generations).Select(StoreNames.GenerationNumber).OfType<long>().Order()];

    public bool Exists(long number) => store.Files.Status(store.Generations, StoreNames.GenerationOf(number)) is not null;

    public Generation Read(long number)
    {
        using var directory = store.Files.OpenDirectory(store.Generations, StoreNames.GenerationOf(number));
        var bytes = DurableFile.TryRead(store.Files, directory, StoreNames.GenerationDocument, LongestDocument);
        var generation = bytes is null ? null : StoreJson.TryParse(bytes, StoreJson.OfGeneration);
        return generation is { SchemaVersion: 1 } && generation.Number == number ? generation : throw Errors.DamagedGeneration(directory.PathOf(StoreNames.GenerationDocument));
    }

    /// <summary>Builds a generation under a temporary name, durable from the bottom up, then gives it its number.</summary>
    public void Build(Generation generation)
    {
        var (files, temporary) = (store.Files, StoreNames.Temporary + StoreNames.GenerationOf(generation.Number));
        files.MakeDirectory(store.Generations, temporary, Mode);
        using (var directory = files.OpenDirectory(store.Generations, temporary)) Fill(directory, generation);
        files.Rename(store.Generations, temporary, StoreNames.GenerationOf(generation.Number));
        files.Synchronise(store.Generations);
    }

    private void Fill(HostDirectory directory, Generation generation)
    {
        StagedTree tree = new(store.Files, directory);
        foreach (var parent in ParentsOf(generation.Links)) tree.MakeDirectory(parent);
        foreach (var link in generation.Links) tree.MakeSymbolicLink(link.Path, link.Target);
        DurableFile.Write(store.Files, directory, StoreNames.GenerationDocument, JsonSerializer.SerializeToUtf8Bytes(generation, StoreJson.OfGeneration));
        foreach (var parent in ParentsOf(generation.Links).Reverse()) tree.FinishDirectory(parent, Mode);
        store.Files.ChangeMode(directory, Mode);
        store.Files.Synchronise(directory);
    }

    private static SortedSet<string> ParentsOf(IEnumerable<GenerationLink> links)
    {
        SortedSet<string> parents = new(StringComparer.Ordinal);
        foreach (var link in links)
            for (var cut = link.Path.IndexOf('/'); cut >= 0; cut = link.Path.IndexOf('/', cut + 1))
                parents.Add(link.Path[..cut]);
        return parents;
    }
}
