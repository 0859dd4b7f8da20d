// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Keyway.Compatibility.Importing.Yaml;
using Keyway.Versions;

namespace Keyway.Compatibility.Importing.Aicr;

/// <summary>
/// Constraints of AI cluster recipes (overlays): outside them the recipe was not validated, so hosts there are untested. Criteria that no fact tells (service, intent, platform)
/// are stated by whoever imports; an overlay for other criteria is left out. Spec: spec/matrix/importing.md §"AICR".
/// </summary>
internal static class AicrImporter
{
    public static void Import(ImportNotes notes, ImmutableSortedDictionary<string, string> stated)
    {
        foreach (var document in YamlReader.Read(notes.Source))
        {
            // Recipes have kind, metadata and spec; excerpts have the members of spec.
            var recipe = document["spec"] ?? document;
            if (recipe["constraints"] is not YamlNode.List constraints) throw notes.Refuse(document.Line, document.Kind, "a recipe with constraints");
            if (Criteria(notes, recipe["criteria"], stated) is not { } criteria) continue;
            var name = document["metadata"]?["name"]?.Text ?? "recipe";
            foreach (var constraint in constraints.Values) Constraint(notes, name, criteria, constraint);
        }
    }

    // The facts of the criteria; null when one of them is another than stated, or nobody said.
    private static List<JsonObject>? Criteria(ImportNotes notes, YamlNode? criteria, ImmutableSortedDictionary<string, string> stated)
    {
        List<JsonObject> facts = [];
        foreach (var (name, value) in criteria is YamlNode.Map map ? map.Members : [])
        {
            var text = value.Text ?? throw notes.Refuse(value.Line, value.Kind, "the text of a criterion");
            if (name == "os") facts.Add(Conditions.Eq("os.id", text));
            else if (stated.TryGetValue(name, out var given) && given == text) continue;
            else
            {
                notes.Leave(value.Line, $"criterion {name}={text}", given is null ? $"no fact tells; state it with --criterion {name}={text}" : $"the overlay is not for {name}={given}");
                return null;
            }
        }

        return facts;
    }

    private static void Constraint(ImportNotes notes, string name, List<JsonObject> criteria, YamlNode constraint)
    {
        var subject = constraint["name"]?.Text ?? throw notes.Refuse(constraint.Line, constraint.Kind, "a constraint with name and value");
        var value = constraint["value"]?.Text ?? throw notes.Refuse(constraint.Line, constraint.Kind, "a constraint with name and value");
        var holds = subject switch
        {
            "OS.release.ID" => Conditions.Eq("os.id", value),
            "OS.release.VERSION_ID" => Conditions.Eq("os.version-id", value),
            "OS.sysctl./proc/sys/kernel/osrelease" when VersionRange.TryParse(VersionScheme.LinuxKernel, value, out var kernels) => Conditions.Range("kernel.release", "linux-kernel", kernels.ToString()),
            _ => null,
        };
        if (holds is null) notes.Leave(constraint.Line, $"{subject} {value}", "no fact says this");
        else notes.Claim($"{name}-{subject}", "untested", Conditions.All([.. criteria.Select(criterion => (JsonObject)criterion.DeepClone()), Conditions.Not(holds)]), $"the recipe {name} was validated for {subject} {value}");
    }
}
