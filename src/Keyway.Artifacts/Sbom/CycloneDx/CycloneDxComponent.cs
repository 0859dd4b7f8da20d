// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.CycloneDx;

/// <summary>Reads one component, without its parts.</summary>
internal static class CycloneDxComponent
{
    private static readonly ImmutableHashSet<string> Known =
        [PropertyNames.FileName, PropertyNames.Executable, PropertyNames.Archive, PropertyNames.Structured, PropertyNames.External, PropertyNames.DeclaredLicence];

    public static SbomComponent Read(SbomNode node, string fallbackId)
    {
        ImmutableArray<SbomProperty> properties = [.. node.Objects("properties").Select(property => new SbomProperty(property.Text("name") ?? "", property.Text("value") ?? ""))];
        var references = node.Objects("externalReferences").Select(reference => (Type: reference.Text("type"), Url: reference.Text("url"), Node: reference)).ToList();
        var (declared, concluded) = Licences(node);
        var declaredProperty = Value(properties, PropertyNames.DeclaredLicence);
        return new SbomComponent
        {
            Id = node.Text("bom-ref") is { Length: > 0 } id ? id : fallbackId,
            Kind = CycloneDxWords.KindOf(node.Required("type")),
            Name = NameOf(node),
            Version = node.Text("version") is { Length: > 0 } version ? version : null,
            Description = node.Text("description"),
            Creator = Agent(node.Object("manufacturer")) ?? Person(node.Text("author")),
            Supplier = Agent(node.Object("supplier")) ?? Person(node.Text("publisher")),
            FileName = Value(properties, PropertyNames.FileName),
            Hashes = Hashes(node, [.. references.Where(reference => reference.Type == "distribution").Select(reference => reference.Node)]),
            DeclaredLicence = declared ?? (declaredProperty is null ? null : new SbomLicence(declaredProperty, IsListed: false)),
            ConcludedLicence = concluded,
            PackageUrl = node.Text("purl"),
            Cpe = node.Text("cpe"),
            IsExecutable = Choice(properties, PropertyNames.Executable, PropertyNames.IsExecutable, PropertyNames.IsNotExecutable),
            IsArchive = Choice(properties, PropertyNames.Archive, PropertyNames.IsArchive, PropertyNames.IsNoArchive),
            IsStructured = Choice(properties, PropertyNames.Structured, PropertyNames.IsStructured, PropertyNames.IsUnstructured),
            IsExternal = node.Flag("isExternal") || Value(properties, PropertyNames.External) == "true",
            SourceUri = references.Find(reference => reference.Type == "source-distribution").Url ?? references.Find(reference => reference.Type == "vcs").Url,
            DistributionUri = references.Find(reference => reference.Type == "distribution").Url,
            Homepage = references.Find(reference => reference.Type == "website").Url,
            Properties = properties.RemoveAll(property => Known.Contains(property.Name)),
        };
    }

    public static SbomAgent? Agent(SbomNode? node)
    {
        if (node is not { } agent) return null;
        var email = agent.Objects("contact").Select(contact => contact.Text("email")).FirstOrDefault(text => text is not null);
        var url = agent.Texts("url").FirstOrDefault();
        return (agent.Text("name") ?? url ?? email) is { } name ? new SbomAgent { Name = name, Url = url, Email = email } : null;
    }

    private static SbomAgent? Person(string? name) => name is { Length: > 0 } ? new SbomAgent { Name = name } : null;

    private static string NameOf(SbomNode node) => node.Text("group") is { Length: > 0 } group ? $"{group}/{node.Required("name")}" : node.Required("name");

    private static ImmutableArray<SbomHash> Hashes(SbomNode node, ImmutableArray<SbomNode> distributions)
    {
        var hashes = ImmutableArray.CreateBuilder<SbomHash>();
        foreach (var hash in node.Objects("hashes").Concat(distributions.SelectMany(distribution => distribution.Objects("hashes"))))
        {
            if (SbomHash.AlgorithmOf(hash.Required("alg")) is not { } algorithm) continue;
            var hex = hash.Required("content");
            if (!SbomHash.IsHash(algorithm, hex)) throw hash.Malformed($"'{Errors.Shown(hex)}' is no {algorithm}");
            if (hashes.All(known => known.Algorithm != algorithm)) hashes.Add(new(algorithm, hex.ToLowerInvariant()));
        }

        return hashes.ToImmutable();
    }

    // Most tools do not say which of the two they mean, and mean what the package says of itself.
    private static (SbomLicence? Declared, SbomLicence? Concluded) Licences(SbomNode node)
    {
        List<SbomLicence> declared = [], concluded = [];
        foreach (var choice in node.Objects("licenses"))
        {
            var inner = choice.Object("license");
            var acknowledgement = (inner ?? choice).Text("acknowledgement");
            if (LicenceOf(choice, inner) is { } licence) (acknowledgement == "concluded" ? concluded : declared).Add(licence);
        }

        return (LicenceText.Together(declared), LicenceText.Together(concluded));
    }

    private static SbomLicence? LicenceOf(SbomNode choice, SbomNode? inner)
    {
        if (inner?.Text("id") is { } id) return new(id, IsListed: true);
        if (inner?.Text("name") is { Length: > 0 } name) return new(LicenceText.OfName(name), IsListed: false);
        return choice.Text("expression") is { Length: > 0 } expression ? new(expression, IsListed: false) : null;
    }

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
