// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Importing.Yaml;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>
/// Rules of Node Feature Discovery. Image compatibility says what an image needs, so a host without it is known-bad. A NodeFeatureRule only puts labels on nodes:
/// its hosts are untested. Spec: spec/matrix/importing.md §"NFD".
/// </summary>
internal static class NfdImporter
{
    public static void Image(ImportNotes notes)
    {
        foreach (var document in YamlReader.Read(notes.Source))
        {
            if (document["version"]?.Text != "v1alpha1" || document["compatibilities"] is not YamlNode.List sets) throw notes.Refuse(document.Line, document.Kind, "an image compatibility specification with version v1alpha1 and compatibilities");
            foreach (var set in sets.Values.Where(set => set["rules"] is not YamlNode.List)) throw notes.Refuse(set.Line, set.Kind, "a compatibility set with rules");
            if (sets.Values.Length == 1) Rules(notes, sets.Values[0]["rules"]!);
            else if (sets.Values.Length > 1) Alternatives(notes, sets);
        }
    }

    public static void NodeRules(ImportNotes notes)
    {
        foreach (var document in YamlReader.Read(notes.Source))
        {
            var rules = document["spec"]?[document["kind"]?.Text == "NodeFeatureGroup" ? "featureGroupRules" : "rules"];
            if (document["kind"]?.Text is not ("NodeFeatureRule" or "NodeFeatureGroup") || rules is not YamlNode.List) throw notes.Refuse(document.Line, document.Kind, "a NodeFeatureRule or NodeFeatureGroup with rules");
            foreach (var rule in rules.Items) Rule(notes, rule);
        }
    }

    private static void Rule(ImportNotes notes, YamlNode rule)
    {
        var name = rule["name"]?.Text ?? "rule";
        var term = new NfdMatcher(notes).Rule(rule);
        if (term is { IsExact: true, When: { } when }) notes.Claim(name, "untested", when, $"nodes of the rule '{name}'");
        else notes.Leave(rule.Line, name, "without the parts above it would speak of more nodes than the rule does");
    }

    // One claim a rule: the reason then names the rule.
    private static void Rules(ImportNotes notes, YamlNode rules)
    {
        foreach (var rule in rules.Items)
        {
            var name = rule["name"]?.Text ?? "rule";
            var term = new NfdMatcher(notes).Rule(rule);
            if (term.When is { } when) notes.Claim(name, "known-bad", Conditions.Not(when), $"the image needs '{name}'");
        }
    }

    // Sets are alternatives: a host is out only when every one of them refuses it.
    private static void Alternatives(ImportNotes notes, YamlNode.List sets)
    {
        var term = NfdTerm.Any([.. sets.Values.Select(set => NfdTerm.All([.. set["rules"]!.Items.Select(new NfdMatcher(notes).Rule)]))]);
        if (term.When is { } when) notes.Claim("image-compatibility", "known-bad", Conditions.Not(when), $"the image needs one of {sets.Values.Length} compatibility sets");
        else notes.Leave(sets.Line, "compatibilities", "one of the alternatives cannot be expressed, so no host is refused");
    }
}
