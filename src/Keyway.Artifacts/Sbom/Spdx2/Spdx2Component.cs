// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>Reads one package or file.</summary>
internal static class Spdx2Component
{
    private static readonly ImmutableHashSet<string> Known =
        [PropertyNames.Executable, PropertyNames.Archive, PropertyNames.Structured, PropertyNames.External, Spdx2Properties.SourceUri, Spdx2Properties.DistributionUri];

    public static SbomComponent Package(SbomNode node)
    {
        ImmutableArray<SbomProperty> properties = [.. Annotated(node)];
        var references = node.Objects("externalRefs").Select(reference => (Type: reference.Text("referenceType"), Locator: reference.Text("referenceLocator"))).ToList();
        var location = node.Text("downloadLocation");
        return new SbomComponent
        {
            Id = node.Required("SPDXID"),
            Kind = Spdx2Words.KindOf(node.Text("primaryPackagePurpose")),
            Name = node.Required("name"),
            Version = node.Text("versionInfo") is { Length: > 0 } version ? version : null,
            Description = node.Text("description"),
            Creator = Agent(node.Text("originator")),
            Supplier = Agent(node.Text("supplier")),
            FileName = node.Text("packageFileName"),
            Hashes = Hashes(node),
            DeclaredLicence = Licence(node.Text("licenseDeclared")),
            ConcludedLicence = Licence(node.Text("licenseConcluded")),
            PackageUrl = references.Find(reference => reference.Type == "purl").Locator,
            Cpe = references.Find(reference => reference.Type is "cpe23Type" or "cpe22Type").Locator,
            IsExecutable = Choice(properties, PropertyNames.Executable, PropertyNames.IsExecutable, PropertyNames.IsNotExecutable),
            IsArchive = Choice(properties, PropertyNames.Archive, PropertyNames.IsArchive, PropertyNames.IsNoArchive),
            IsStructured = Choice(properties, PropertyNames.Structured, PropertyNames.IsStructured, PropertyNames.IsUnstructured),
            IsExternal = Value(properties, PropertyNames.External) == "true",
            SourceUri = Value(properties, Spdx2Properties.SourceUri),
            DistributionUri = Value(properties, Spdx2Properties.DistributionUri) ?? (location is Spdx2Words.NoAssertion or Spdx2Words.None ? null : location),
            Homepage = node.Text("homepage") is { Length: > 0 } page and not Spdx2Words.NoAssertion and not Spdx2Words.None ? page : null,
            Properties = properties.RemoveAll(property => Known.Contains(property.Name)),
        };
    }

    public static SbomComponent File(SbomNode node) => new()
    {
        Id = node.Required("SPDXID"),
        Kind = SbomKind.File,
        Name = node.Required("fileName"),
        FileName = node.Required("fileName").Split('/')[^1],
        Hashes = Hashes(node),
        ConcludedLicence = Licence(node.Text("licenseConcluded")),
    };

    /// <summary>Somebody written as <c>Organization: name (address)</c>; null for tools, NOASSERTION and nothing.</summary>
    public static SbomAgent? Agent(string? text)
    {
        if (text?.Split(':', 2) is not ["Person" or "Organization", _] parts) return null;
        var name = parts[1].Trim();
        var open = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        var email = open >= 0 ? name[(open + 1)..^1].Trim() : "";
        return new SbomAgent { Name = open > 0 ? name[..open].Trim() : name, Email = email.Length > 0 ? email : null, IsPerson = parts[0] == "Person" };
    }

    private static SbomLicence? Licence(string? text) => LicenceText.IsSaid(text) ? new(text!, IsListed: false) : null;

    private static ImmutableArray<SbomHash> Hashes(SbomNode node)
    {
        var hashes = ImmutableArray.CreateBuilder<SbomHash>();
        foreach (var checksum in node.Objects("checksums"))
        {
            if (SbomHash.AlgorithmOf(checksum.Required("algorithm")) is not { } algorithm) continue;
            var hex = checksum.Required("checksumValue");
            hashes.Add(SbomHash.IsHash(algorithm, hex) ? new(algorithm, hex.ToLowerInvariant()) : throw checksum.Malformed($"'{Errors.Shown(hex)}' is no {algorithm}"));
        }

        return hashes.ToImmutable();
    }

    // Only annotations of this program are name=value; others are prose.
    private static IEnumerable<SbomProperty> Annotated(SbomNode node) =>
        from annotation in node.Objects("annotations")
        where annotation.Text("annotator") == "Tool: keyway"
        let parts = annotation.Text("comment")?.Split('=', 2)
        where parts is { Length: 2 }
        select new SbomProperty(parts[0], parts[1]);

    private static string? Value(ImmutableArray<SbomProperty> properties, string name)
    {
        foreach (var property in properties)
            if (property.Name == name) return property.Value;
        return null;
    }

    private static bool? Choice(ImmutableArray<SbomProperty> properties, string name, string whenTrue, string whenFalse)
    {
        var value = Value(properties, name);
        return value == whenTrue ? true : value == whenFalse ? false : null;
    }
}
