// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;

namespace Keyway.Distribution.Catalogues;

/// <summary>
/// A file with everything that resolving needs to know about many packages. The index is read in one pass; a detail only when a package may be the answer. Index and
/// details are protected by digests; what is installed is verified on its own. Not thread-safe. Spec: spec/catalogue.
/// </summary>
public sealed class LocalCatalogue : IDisposable
{
    private readonly FileStream stream;
    private readonly string file;
    private readonly long details;
    private readonly CatalogueIndex index;
    private readonly Dictionary<int, DriverPackage> read = [];

    private LocalCatalogue(FileStream stream, string file)
    {
        this.stream = stream;
        this.file = file;
        var header = new byte[CatalogueFormat.HeaderLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan(0, 8).SequenceEqual(CatalogueFormat.Magic)) throw Errors.BadCatalogue(file, "no header of a catalogue");
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        if (length < 0 || length > CatalogueFormat.MaxIndex || length > stream.Length - header.Length) throw Errors.BadCatalogue(file, $"an index of {length} bytes in a file of {stream.Length}");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(header.AsSpan(16, 32))) throw Errors.BadCatalogue(file, "an index that is not the one its header names");
        details = header.Length + length;
        Digest = Digest.FromHash(DigestAlgorithm.Sha256, header.AsSpan(16, 32));
        index = CatalogueIndex.Read(bytes, file, stream.Length - details);
    }

    /// <summary>The digest of the index, which holds that of every detail: it names the content of the whole file.</summary>
    public Digest Digest { get; }

    public int Packages => index.Entries.Length;

    /// <summary>How many different questions all packages together ask of hosts.</summary>
    public int Requirements => index.Requirements.Length;

    /// <summary>How many details were read so far.</summary>
    public int DetailsRead => read.Count;

    internal IReadOnlyList<CatalogueEntry> Entries => index.Entries;

    /// <summary>Opens a catalogue file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="shown">What to call it in messages.</param>
    /// <exception cref="KeywayException">KW1510: not a sound catalogue.</exception>
    public static LocalCatalogue Open(string path, string shown)
    {
        FileStream opened = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            return new LocalCatalogue(opened, shown);
        }
        catch (KeywayException)
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Every package, in the order of the file.</summary>
    public ImmutableArray<DriverPackage> ReadAll() => [.. Enumerable.Range(0, Packages).Select(Package)];

    /// <summary>The choice that <see cref="Resolver"/> makes among all packages; of the others only the number is told.</summary>
    public HostResolution Resolve(HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy) => new CatalogueSearch(this, facts, symbols, policy).Run();

    public void Dispose() => stream.Dispose();

    internal CatalogueRequirement Requirement(int number) => index.Requirements[number];

    internal DriverPackage Package(int number)
    {
        if (read.TryGetValue(number, out var known)) return known;
        var entry = index.Entries[number];
        var bytes = new byte[entry.Length];
        if (RandomAccess.Read(stream.SafeFileHandle, bytes, details + entry.Offset) < bytes.Length || Digest.OfBytes(bytes) != entry.Digest) throw Errors.BadCatalogue(file, $"a detail of {entry.Package} {entry.Version} that is not the one its index names");
        return read[number] = Read(bytes);
    }

    private DriverPackage Read(byte[] bytes)
    {
        try
        {
            return CatalogueDetail.Read(bytes, file);
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or IOException)
        {
            throw Errors.BadCatalogue(file, "a detail that ends too early", damage);
        }
    }
}
