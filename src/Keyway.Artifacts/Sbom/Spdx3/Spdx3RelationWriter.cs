// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>Writes relationships: those of a component with its file and licences, and those among components.</summary>
internal sealed class Spdx3RelationWriter(Utf8JsonWriter json, Spdx3Ids ids, Spdx3Pool<string> licences)
{
    public void WriteOwn(SbomComponent component)
    {
        if (component.FileName is not null) Write("hasDistributionArtifact", component.Id, [ids.File(component.Id)]);
        if (component.DeclaredLicence is { } declared) Write("hasDeclaredLicense", component.Id, [licences[declared.Expression]]);
        if (component.ConcludedLicence is { } concluded) Write("hasConcludedLicense", component.Id, [licences[concluded.Expression]]);
    }

    // A relationship needs a target: nothing is an element of its own, and so is nobody knows.
    public void Write(SbomRelation relation)
    {
        string[] targets = relation.To.IsEmpty
            ? [relation.Completeness == SbomCompleteness.Complete ? Spdx3Words.NoneElement : Spdx3Words.NoAssertionElement]
            : [.. relation.To.Select(ids.Component)];
        Write(relation.Kind == SbomRelationKind.Contains ? "contains" : "dependsOn", relation.From, targets, Spdx3Words.Of(relation.Completeness));
    }

    private void Write(string word, string from, IEnumerable<string> to, string? completeness = null)
    {
        json.StartElement("Relationship", ids.Relation(word, from), name: null);
        json.WriteString("relationshipType", word);
        json.WriteString("from", ids.Component(from));
        json.Texts("to", to);
        json.Optional("completeness", completeness);
        json.WriteEndObject();
    }
}
