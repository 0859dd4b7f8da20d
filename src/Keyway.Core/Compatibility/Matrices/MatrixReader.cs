// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Keyway.Artifacts.Content;
using Keyway.Compatibility.Predicates;
using Keyway.Packages.Manifest;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>Reads matrices strictly: shape, predicates, then what the members of an entry say together. All problems are found at once.</summary>
internal sealed class MatrixReader(Findings findings)
{
    private static readonly PlacedDocument Tree = new("matrix", CompatibilityMatrix.MaximumBytes, PredicateReader.JsonDepth)
    {
        TooLarge = Errors.TooLargeCode,
        NotJson = Errors.NotJsonCode,
        Start = "`keyway matrix new` writes a first one",
    };

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public static MatrixReading Read(ReadOnlySpan<byte> json, string source)
    {
        Findings findings = new();
        var root = Tree.Read(json, findings);
        if (root is not null) MatrixShape.Root.Check(root, "matrix", findings);
        var matrix = root is PlacedObject document && !findings.HasErrors ? new MatrixReader(findings).Document(document, source) : null;
        return new()
        {
            File = source,
            Matrix = findings.HasErrors ? null : matrix,
            Diagnostics = [.. findings.InOrder(source, json)],
            Places = matrix is null ? [] : Places((PlacedObject)root!, json),
        };
    }

    // Lines are counted onwards from entry to entry: a file of thousands is not read thousands of times.
    private static ImmutableArray<(int Line, int Column)> Places(PlacedObject document, ReadOnlySpan<byte> json)
    {
        var places = ImmutableArray.CreateBuilder<(int, int)>();
        var (line, at) = (0, 0);
        foreach (var entry in Items(document["entries"]))
        {
            line += json[at..entry.Offset].Count((byte)'\n');
            at = entry.Offset;
            var column = new LineMap(json[(json[..at].LastIndexOf((byte)'\n') + 1)..])[at - (json[..at].LastIndexOf((byte)'\n') + 1)].Column;
            places.Add((line + 1, column));
        }

        return places.ToImmutable();
    }

    private CompatibilityMatrix Document(PlacedObject document, string source) => new()
    {
        Package = Text(document["package"])!,
        Versions = VersionRange.Parse(VersionScheme.SemVer, Text(document["versions"])!),
        Description = Text(document["description"]),
        Entries = [.. Items(document["entries"]).Cast<PlacedObject>().Select(Entry)],
        Source = source,
    };

    private MatrixEntry Entry(PlacedObject node)
    {
        MatrixEntry entry = new()
        {
            Id = Text(node["id"])!,
            When = node["when"] is { } when ? new PredicateReader(findings).Read(when) : null,
            Verdict = MatrixVerdicts.Parse(Text(node["verdict"])!)!.Value,
            Applies = node["applies"] is PlacedObject applies ? Scope(applies) : null,
            RequiresFirmware = [.. Items(node["requiresFirmware"]).Cast<PlacedObject>().Select(Firmware).OfType<FirmwareNeed>()],
            Tuning = node["tuning"] is PlacedObject tuning ? tuning.Members.ToImmutableSortedDictionary(setting => setting.Name, setting => Text(setting.Value)!, StringComparer.Ordinal) : ImmutableSortedDictionary<string, string>.Empty,
            Profile = Text(node["profile"]),
            Evidence = [.. Items(node["evidence"]).Cast<PlacedObject>().Select(Evidence)],
            Note = Text(node["note"]),
            Issued = MatrixTimes.Parse(Text(node["issued"])!)!.Value,
            NotAfter = Day(node["notAfter"]),
            Overrides = [.. Items(node["overrides"]).Select(item => Text(item)!)],
        };
        Check(entry, node);
        return entry;
    }

    private MatrixScope Scope(PlacedObject node)
    {
        if (node.Members.IsEmpty) findings.Add(ManifestCodes.MissingMember, node.Offset, "'applies' says nothing", "give 'versions' or 'builds', or leave it out");
        return new()
        {
            Versions = Text(node["versions"]) is { } range ? VersionRange.Parse(VersionScheme.SemVer, range) : null,
            Builds = [.. Items(node["builds"]).Select(item => Digest.Parse(Text(item)!))],
        };
    }

    private FirmwareNeed? Firmware(PlacedObject node)
    {
        var (scheme, range) = (VersionSchemes.Parse(Text(node["scheme"])!), (PlacedText)node["range"]!);
        if (VersionRange.TryParse(scheme, range.Value, out var parsed)) return new() { Component = Text(node["component"])!, Range = parsed };
        findings.Add(ManifestCodes.BadText, range.Offset, $"'range' is '{Shown.Text(range.Value)}', no range of scheme {scheme.Name()}", "valid: versions of the scheme with >= > <= < before, spaces for and, ' || ' for or");
        return null;
    }

    private MatrixEvidence Evidence(PlacedObject node)
    {
        if (node["digest"] is null && node["link"] is null) findings.Add(ManifestCodes.MissingMember, node.Offset, "'evidence' has neither 'digest' nor 'link'", "name the attestation, or where to read");
        return new()
        {
            Digest = Text(node["digest"]) is { } digest ? Digest.Parse(digest) : null,
            Link = Text(node["link"]),
            Title = Text(node["title"]),
            NotAfter = Day(node["notAfter"]),
        };
    }

    private void Check(MatrixEntry entry, PlacedObject node)
    {
        if (!ids.Add(entry.Id)) findings.Add(ManifestCodes.DuplicateItem, node.Offset, $"'entries' has '{entry.Id}' twice", "ids are unique in a document");
        if (entry.Overrides.Contains(entry.Id)) findings.Add(ManifestCodes.Contradiction, node["overrides"]!.Offset, $"'{entry.Id}' overrides itself", "name an older entry");
        if (entry.Verdict is MatrixVerdict.Supported or MatrixVerdict.Deprecated) return;
        foreach (var member in (string[])["requiresFirmware", "tuning"])
            if (node[member] is { } given) findings.Add(ManifestCodes.Contradiction, given.Offset, $"'{member}' with verdict {entry.Verdict.Word()}", "it says how a combination works; write conditions of a bad one into 'when'");
    }

    private static DateOnly? Day(PlacedNode? node) =>
        Text(node) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string? Text(PlacedNode? node) => (node as PlacedText)?.Value;

    private static ImmutableArray<PlacedNode> Items(PlacedNode? node) => node is PlacedArray array ? array.Items : [];
}
