// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>Holds a document against a profile. An answer, not a refusal: the caller decides what a finding means. Spec: spec/sbom §"Profiles".</summary>
public static class SbomCheck
{
    public static ImmutableArray<SbomFinding> Run(SbomDocument document, SbomProfile profile)
    {
        var findings = ImmutableArray.CreateBuilder<SbomFinding>();
        foreach (var rule in ProfileRules.OfDocument(profile))
            if (rule.Problem(document) is { } problem) findings.Add(new(profile, rule.Name, rule.Source, rule.Level, null, problem));
        foreach (var component in Components(document)) Check(component, profile, findings);
        return findings.ToImmutable();
    }

    private static void Check(CheckedComponent component, SbomProfile profile, ImmutableArray<SbomFinding>.Builder findings)
    {
        foreach (var rule in ProfileRules.OfComponent(profile))
        {
            if (component.Value.IsExternal && rule.SparesExternal) continue;
            if (rule.Problem(component) is { } problem) findings.Add(new(profile, rule.Name, rule.Source, rule.Level, component.Value.Id, problem));
        }
    }

    private static IEnumerable<CheckedComponent> Components(SbomDocument document)
    {
        var needs = Sources(document, SbomRelationKind.DependsOn);
        var wholes = Sources(document, SbomRelationKind.Contains);
        var targets = document.Relations.SelectMany(relation => relation.To).ToHashSet(StringComparer.Ordinal);
        foreach (var component in document.Components)
            yield return new(component, needs.Contains(component.Id), component.Id == document.Root || targets.Contains(component.Id), wholes.Contains(component.Id));
    }

    private static HashSet<string> Sources(SbomDocument document, SbomRelationKind kind) =>
        document.Relations.Where(relation => relation.Kind == kind && (kind == SbomRelationKind.DependsOn || !relation.To.IsEmpty)).Select(relation => relation.From).ToHashSet(StringComparer.Ordinal);
}
