// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Distribution.Catalogues;

/// <summary>The index of a catalogue, read in one pass; every count and number is checked before it is used. Spec: spec/catalogue §"Index".</summary>
internal sealed class CatalogueIndex
{
    private readonly BinaryReader reader;
    private readonly string file;
    private readonly long detailBytes;

    private CatalogueIndex(BinaryReader reader, string file, long detailBytes)
    {
        this.reader = reader;
        this.file = file;
        this.detailBytes = detailBytes;
        var packages = Count(reader.ReadInt32(), CatalogueFormat.MaxPackages);
        Requirements = new CatalogueRequirement[Count(reader.ReadInt32(), CatalogueFormat.MaxRequirements)];
        for (var i = 0; i < Requirements.Length; i++) Requirements[i] = new CatalogueRequirement(reader.ReadString(), Count(reader.Read7BitEncodedInt(), CatalogueFormat.MaxPerBuild), Count(reader.ReadInt32(), packages - 1));
        Entries = new CatalogueEntry[packages];
        for (var i = 0; i < packages; i++) Entries[i] = ReadEntry();
        if (reader.BaseStream.Position != reader.BaseStream.Length) throw Errors.BadCatalogue(file, "bytes after the last package of its index");
    }

    public CatalogueRequirement[] Requirements { get; }

    public CatalogueEntry[] Entries { get; }

    public static CatalogueIndex Read(byte[] bytes, string file, long detailBytes)
    {
        try
        {
            using BinaryReader whole = new(new MemoryStream(bytes), Encoding.UTF8);
            return new CatalogueIndex(whole, file, detailBytes);
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or IOException)
        {
            throw Errors.BadCatalogue(file, "an index that ends too early", damage);
        }
    }

    private CatalogueEntry ReadEntry() => new()
    {
        Package = reader.ReadString(),
        Version = reader.ReadString(),
        Tie = reader.ReadInt32(),
        EndOfLife = Day(reader.ReadInt32()),
        LongTermUntil = Day(reader.ReadInt32()),
        Offset = Offset(reader.ReadInt64()),
        Length = Count(reader.ReadInt32(), CatalogueFormat.MaxDetail),
        Digest = Digest.FromHash(DigestAlgorithm.Sha256, Hash()),
        Builds = Builds(),
    };

    private CatalogueBuild[] Builds()
    {
        var builds = new CatalogueBuild[Count(reader.Read7BitEncodedInt(), CatalogueFormat.MaxBuilds)];
        for (var i = 0; i < builds.Length; i++)
        {
            var isa = (Isa)Count(reader.ReadByte(), (int)Isa.Arm64);
            var asked = new int[Count(reader.Read7BitEncodedInt(), CatalogueFormat.MaxPerBuild)];
            for (var j = 0; j < asked.Length; j++) asked[j] = Count(reader.Read7BitEncodedInt(), Requirements.Length - 1);
            builds[i] = new CatalogueBuild(isa, asked);
        }

        return builds;
    }

    private byte[] Hash() => reader.ReadBytes(32) is { Length: 32 } hash ? hash : throw new EndOfStreamException();

    private DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(Count(number, DateOnly.MaxValue.DayNumber));

    private long Offset(long offset) => offset >= 0 && offset <= detailBytes ? offset : throw Errors.BadCatalogue(file, $"a detail at {offset}, there are {detailBytes} bytes");

    private int Count(int number, int limit) => number >= 0 && number <= limit ? number : throw Errors.BadCatalogue(file, $"a number of {number}, at most {limit} is possible");
}
