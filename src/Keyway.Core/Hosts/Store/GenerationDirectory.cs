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

    public Generation Read(long number) => TryRead(number) ?? throw Errors.DamagedGeneration(PathOf(number));

    /// <summary>A generation; null when it is missing or damaged. One of a newer format is refused.</summary>
    public Generation? TryRead(long number)
    {
        if (TryReadDocument(number) is not { } bytes) return null;
        StoreJson.RefuseNewer(bytes, PathOf(number));
        var generation = StoreJson.TryParse(bytes, StoreJson.OfGeneration);
        return generation is { SchemaVersion: StoreJson.SchemaVersion } && generation.Number == number ? generation : null;
    }

    /// <summary>Builds a generation under a temporary name, durable from the bottom up, reads it back, then gives it its number.</summary>
    public void Build(Generation generation)
    {
        var (files, temporary) = (store.Files, StoreNames.Temporary + StoreNames.GenerationOf(generation.Number));
        files.MakeDirectory(store.Generations, temporary, Mode);
        using (var directory = files.OpenDirectory(store.Generations, temporary))
        {
            Fill(directory, generation);
            ReadBack(directory, generation);
        }

        files.Rename(store.Generations, temporary, StoreNames.GenerationOf(generation.Number));
        files.Synchronise(store.Generations);
    }

    private void Fill(HostDirectory directory, Generation generation)
    {
        StagedTree tree = new(store.Files, directory);
        foreach (var parent in ParentsOf(generation.Links)) tree.MakeDirectory(parent);
        foreach (var link in generation.Links) tree.MakeSymbolicLink(link.Path, link.Target);
        DurableFile.Write(store.Files, directory, StoreNames.GenerationDocument, ToBytes(generation));
        foreach (var parent in ParentsOf(generation.Links).Reverse()) tree.FinishDirectory(parent, Mode);
        store.Files.ChangeMode(directory, Mode);
        store.Files.Synchronise(directory);
    }

    private void ReadBack(HostDirectory directory, Generation generation)
    {
        using StagedTree tree = new(store.Files, directory);
        DurableFile.ReadBack(store.Files, directory, StoreNames.GenerationDocument, ToBytes(generation));
        foreach (var link in generation.Links)
            if (tree.ReadLink(link.Path) is var target && target != link.Target) throw Errors.ReadBackDiffers(directory.PathOf(link.Path), $"expected a link to '{link.Target}', got '{target}'");
    }

    private byte[]? TryReadDocument(long number)
    {
        try
        {
            using var directory = store.Files.OpenDirectory(store.Generations, StoreNames.GenerationOf(number));
            return DurableFile.TryRead(store.Files, directory, StoreNames.GenerationDocument, LongestDocument);
        }
        catch (HostFault fault) when (fault.Errno is Errno.NotThere or Errno.NotADirectory or Errno.SymbolicLink)
        {
            return null;
        }
    }

    private string PathOf(long number) => $"{store.Generations.PathOf(StoreNames.GenerationOf(number))}/{StoreNames.GenerationDocument}";

    private static byte[] ToBytes(Generation generation) => JsonSerializer.SerializeToUtf8Bytes(generation, StoreJson.OfGeneration);

    private static SortedSet<string> ParentsOf(IEnumerable<GenerationLink> links)
    {
        SortedSet<string> parents = new(StringComparer.Ordinal);
        foreach (var link in links)
            for (var cut = link.Path.IndexOf('/'); cut >= 0; cut = link.Path.IndexOf('/', cut + 1))
                parents.Add(link.Path[..cut]);
        return parents;
    }
}
