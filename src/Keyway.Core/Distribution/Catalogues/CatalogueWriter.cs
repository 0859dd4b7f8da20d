// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Versions;

namespace Keyway.Distribution.Catalogues;

/// <summary>
/// Writes a catalogue: (1) packages in the order of preference that no host has a say in, (2) their questions to hosts, each text once, (3) details, (4) index and
/// header. The same packages in any order give the same bytes. Spec: spec/catalogue.
/// </summary>
public sealed class CatalogueWriter
{
    private static readonly ResolvePolicy NoPolicy = new() { Today = DateOnly.MinValue };

    private readonly Dictionary<(Isa Isa, string Check, string Demand), int> numbers = [];
    private readonly List<CatalogueRequirement> requirements = [];

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(IEnumerable<DriverPackage> packages) => new CatalogueWriter().WriteAll([.. packages]);

    private byte[] WriteAll(DriverPackage[] packages)
    {
        var sorted = packages.Select(package => (Package: package, Version: VersionOf(package))).ToArray(); // 1
        Array.Sort(sorted, Preferred);
        using MemoryStream details = new();
        using MemoryStream entries = new();
        using BinaryWriter index = new(entries, Encoding.UTF8);
        var tie = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && !IsTie(sorted[i - 1].Version, sorted[i].Version)) tie++;
            WriteEntry(index, sorted[i].Package, i, tie, details); // 2, 3
        }

        index.Flush();
        return Assemble(entries.ToArray(), sorted.Length, details.ToArray()); // 4
    }

    private void WriteEntry(BinaryWriter index, DriverPackage package, int number, int tie, MemoryStream details)
    {
        var detail = CatalogueDetail.Write(package);
        index.Write(package.Manifest.Package);
        index.Write(package.Manifest.Version);
        index.Write(tie);
        index.Write(package.Manifest.Support?.EndOfLife?.DayNumber ?? -1);
        index.Write(package.Manifest.Support?.LongTermAvailability?.Until.DayNumber ?? -1);
        index.Write(details.Position);
        index.Write(detail.Length);
        index.Write(SHA256.HashData(detail));
        index.Write7BitEncodedInt(package.Builds.Length);
        foreach (var build in package.Builds) WriteBuild(index, package, build, number);
        details.Write(detail);
    }

    private void WriteBuild(BinaryWriter index, DriverPackage package, IsaBuild build, int number)
    {
        var asked = Asked(package, build.Isa).Select(one => NumberOf(build.Isa, one.Question, one.Ordinal, number)).Distinct().ToArray();
        index.Write((byte)build.Isa);
        index.Write7BitEncodedInt(asked.Length);
        foreach (var requirement in asked) index.Write7BitEncodedInt(requirement);
    }

    /// <summary>The questions that read something of a host, with their place among those of the same check.</summary>
    internal static IEnumerable<(Question Question, int Ordinal)> Asked(DriverPackage package, Isa isa)
    {
        Dictionary<string, int> counts = [];
        foreach (var question in Checks.Questions(new Inquiry(package, HostFacts.Empty, null, NoPolicy with { Isa = isa })))
        {
            var ordinal = counts[question.Check] = counts.GetValueOrDefault(question.Check, -1) + 1;
            if (!question.Reads.IsEmpty && question.Check != "isa") yield return (question, ordinal);
        }
    }

    private int NumberOf(Isa isa, Question question, int ordinal, int entry)
    {
        var key = (isa, question.Check, question.Demand());
        if (numbers.TryGetValue(key, out var number)) return number;
        requirements.Add(new CatalogueRequirement(question.Check, ordinal, entry));
        return numbers[key] = requirements.Count - 1;
    }

    private byte[] Assemble(byte[] entries, int packages, byte[] details)
    {
        using MemoryStream index = new();
        using BinaryWriter writer = new(index, Encoding.UTF8);
        writer.Write(packages);
        writer.Write(requirements.Count);
        foreach (var requirement in requirements)
        {
            writer.Write(requirement.Check);
            writer.Write7BitEncodedInt(requirement.Ordinal);
            writer.Write(requirement.Entry);
        }

        writer.Write(entries);
        writer.Flush();
        var bytes = index.ToArray();
        var header = new byte[CatalogueFormat.HeaderLength];
        CatalogueFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), bytes.Length);
        SHA256.HashData(bytes, header.AsSpan(16));
        return [.. header, .. bytes, .. details];
    }

    private static StackVersion? VersionOf(DriverPackage package) => StackVersion.TryParse(package.Manifest.Version, out var version) ? version : null;

    private static bool IsTie(StackVersion? left, StackVersion? right) => left is not null && right is not null && left.CompareCore(right) == 0 && left.CompareSpecificity(right) == 0;

    // What cannot be ordered fits no host; it comes last.
    private static int Preferred((DriverPackage Package, StackVersion? Version) x, (DriverPackage Package, StackVersion? Version) y)
    {
        if (x.Version is null || y.Version is null) return x.Version is null && y.Version is null ? BySource(x.Package, y.Package) : x.Version is null ? 1 : -1;
        var order = y.Version.CompareCore(x.Version);
        if (order == 0) order = y.Version.CompareSpecificity(x.Version);
        return order != 0 ? order : Preference.Last(x.Package, x.Version, y.Package, y.Version);
    }

    private static int BySource(DriverPackage x, DriverPackage y) => string.CompareOrdinal(x.Source, y.Source) is var order and not 0 ? order : x.Index.Digest.CompareTo(y.Index.Digest);
}
