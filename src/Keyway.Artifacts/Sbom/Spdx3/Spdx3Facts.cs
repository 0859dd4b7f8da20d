// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>Puts together what the graph says of a component: its package, its file, its licences, its makers.</summary>
internal sealed class Spdx3Facts
{
    private readonly Spdx3Graph graph;
    private readonly Dictionary<string, string> distributionOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> distributions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> concluded = new(StringComparer.Ordinal);

    public Spdx3Facts(Spdx3Graph graph)
    {
        this.graph = graph;
        foreach (var relationship in graph.Relationships) Take(relationship);
    }

    public bool IsDistribution(Spdx3Element file) => distributions.Contains(file.Id);

    public SbomComponent Package(Spdx3Element element)
    {
        var file = distributionOf.TryGetValue(element.Id, out var id) ? graph.Find(id) : null;
        var node = element.Node;
        var identifiers = node.Objects("externalIdentifier").Select(identifier => (Type: identifier.Text("externalIdentifierType"), Value: identifier.Text("identifier"))).ToList();
        var properties = PropertiesOf(node);
        return Filed(Common(element) with
        {
            Version = node.Text("software_packageVersion") is { Length: > 0 } version ? version : null,
            Supplier = node.Text("suppliedBy") is { } supplier ? Agent(supplier) : null,
            PackageUrl = node.Text("software_packageUrl") ?? identifiers.Find(identifier => identifier.Type == "packageUrl").Value,
            Cpe = identifiers.Find(identifier => identifier.Type is "cpe23" or "cpe22").Value,
            IsExternal = properties.Contains(new(PropertyNames.External, "true")),
            SourceUri = Locator(node, "sourceArtifact"),
            DistributionUri = node.Text("software_downloadLocation"),
            Homepage = node.Text("software_homePage"),
            Properties = properties.RemoveAll(property => property.Name == PropertyNames.External),
        }, file);
    }

    public SbomComponent File(Spdx3Element element) => Filed(Common(element), element);

    public SbomAgent? Agent(string id)
    {
        if (graph.Find(id) is not { } element || element.Type is not ("Person" or "Organization" or "Agent")) return null;
        var identifiers = element.Node.Objects("externalIdentifier").Select(identifier => (Type: identifier.Text("externalIdentifierType"), Value: identifier.Text("identifier"))).ToList();
        return new SbomAgent
        {
            Name = element.Node.Text("name") ?? id,
            Email = identifiers.Find(identifier => identifier.Type == "email").Value,
            Url = identifiers.Find(identifier => identifier.Type is "urlScheme" or "other").Value,
            IsPerson = element.Type == "Person",
        };
    }

    public SbomTool? Tool(string id)
    {
        if (graph.Find(id)?.Node.Text("name") is not { Length: > 0 } name) return null;
        var hyphen = name.LastIndexOf('-');
        return hyphen > 0 ? new(name[..hyphen], name[(hyphen + 1)..]) : new(name, Version: null);
    }

    private void Take(Spdx3Relationship relationship)
    {
        switch (relationship.Type)
        {
            case "hasDistributionArtifact" when relationship.To is [var file, ..] && graph.Find(file)?.Type == "software_File":
                if (distributionOf.TryAdd(relationship.From, file)) distributions.Add(file);
                break;
            case "hasDeclaredLicense": Add(declared, relationship); break;
            case "hasConcludedLicense": Add(concluded, relationship); break;
            default: break;
        }
    }

    private static void Add(Dictionary<string, List<string>> licences, Spdx3Relationship relationship)
    {
        if (!licences.TryGetValue(relationship.From, out var list)) licences[relationship.From] = list = [];
        list.AddRange(relationship.To);
    }

    private SbomComponent Common(Spdx3Element element) => new()
    {
        Id = element.Id,
        Kind = Spdx3Words.KindOf(element.Node.Text("software_primaryPurpose")),
        Name = element.Node.Text("name") is { Length: > 0 } name ? name : element.Id,
        Description = element.Node.Text("description"),
        Creator = element.Node.Texts("originatedBy").Select(Agent).FirstOrDefault(agent => agent is not null),
        Hashes = Hashes(element.Node),
        DeclaredLicence = Licence(declared, element.Id),
        ConcludedLicence = Licence(concluded, element.Id),
    };

    // A purpose that is missing means no, but only where purposes are given at all.
    private static SbomComponent Filed(SbomComponent component, Spdx3Element? file)
    {
        if (file is null) return component;
        ImmutableArray<string> purposes = [.. file.Node.Texts("software_additionalPurpose")];
        var isSaid = !purposes.IsEmpty || file.Node.Has("software_primaryPurpose");
        return component with
        {
            FileName = file.Node.Text("name"),
            Hashes = component.Hashes.IsEmpty ? Hashes(file.Node) : component.Hashes,
            IsExecutable = isSaid ? purposes.Contains("executable") : null,
            IsArchive = isSaid ? purposes.Contains("archive") : null,
            IsStructured = isSaid ? purposes.Contains("container") || purposes.Contains("firmware") : null,
            DistributionUri = Locator(file.Node, "binaryArtifact") ?? component.DistributionUri,
        };
    }

    private static string? Locator(SbomNode node, string type) =>
        node.Objects("externalRef").Where(reference => reference.Text("externalRefType") == type).SelectMany(reference => reference.Texts("locator")).FirstOrDefault();

    private SbomLicence? Licence(Dictionary<string, List<string>> licences, string id) => licences.TryGetValue(id, out var list)
        ? LicenceText.Together([.. list.Select(graph.Find).Select(Expression).OfType<string>().Select(text => new SbomLicence(text, IsListed: false))])
        : null;

    private static string? Expression(Spdx3Element? licence) => licence?.Node.Text("simplelicensing_licenseExpression") is { } text && LicenceText.IsSaid(text) ? text : null;

    private static ImmutableArray<SbomHash> Hashes(SbomNode node)
    {
        var hashes = ImmutableArray.CreateBuilder<SbomHash>();
        foreach (var hash in node.Objects("verifiedUsing"))
        {
            if (hash.Text("algorithm") is not { } word || SbomHash.AlgorithmOf(word) is not { } algorithm) continue;
            var hex = hash.Required("hashValue");
            hashes.Add(SbomHash.IsHash(algorithm, hex) ? new(algorithm, hex.ToLowerInvariant()) : throw hash.Malformed($"'{Errors.Shown(hex)}' is no {algorithm}"));
        }

        return hashes.ToImmutable();
    }

    private static ImmutableArray<SbomProperty> PropertiesOf(SbomNode node) =>
    [
        .. node.Objects("extension").SelectMany(extension => extension.Objects("extension_cdxProperty"))
            .Select(entry => new SbomProperty(entry.Text("extension_cdxPropName") ?? "", entry.Text("extension_cdxPropValue") ?? "")),
    ];
}
