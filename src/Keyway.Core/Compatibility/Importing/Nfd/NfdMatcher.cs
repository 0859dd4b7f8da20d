// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Compatibility.Importing.Yaml;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>Turns the matchers of Node Feature Discovery's rules (<c>matchFeatures</c>, <c>matchAny</c>) into predicates.</summary>
internal sealed class NfdMatcher(ImportNotes notes)
{
    public NfdTerm Rule(YamlNode rule)
    {
        List<NfdTerm> parts = [];
        if (rule["matchFeatures"] is { } features) parts.Add(Features(features));
        if (rule["matchAny"] is { } any) parts.Add(NfdTerm.Any([.. any.Items.Select(part => part["matchFeatures"] is { } inner ? Features(inner) : Left(part.Line, "matchAny", "it has no matchFeatures"))]));
        return parts.Count == 0 ? Left(rule.Line, rule["name"]?.Text ?? "rule", "it has neither matchFeatures nor matchAny") : NfdTerm.All(parts);
    }

    private NfdTerm Features(YamlNode features)
    {
        if (features is not YamlNode.List) throw notes.Refuse(features.Line, features.Kind, "a list of features");
        return NfdTerm.All([.. features.Items.Select(Feature)]);
    }

    private NfdTerm Feature(YamlNode term)
    {
        var feature = term["feature"]?.Text ?? throw notes.Refuse(term.Line, term.Kind, "a term with 'feature'");
        List<NfdTerm> parts = [];
        if (term["matchName"] is { } name) parts.Add(Left(name.Line, $"{feature} matchName", "facts have no names to match"));
        if (term["matchExpressions"] is YamlNode.Map expressions) parts.Add(feature == NfdFeatures.PciDevice ? Device(expressions) : Expressions(feature, expressions));
        return parts.Count == 0 ? Left(term.Line, feature, "it has no matchExpressions") : NfdTerm.All(parts);
    }

    private NfdTerm Expressions(string feature, YamlNode.Map expressions) => NfdTerm.All([.. expressions.Members.Select(member => Expression(feature, member.Key, member.Value))]);

    private NfdTerm Expression(string feature, string key, YamlNode expression)
    {
        var op = expression["op"]?.Text ?? throw notes.Refuse(expression.Line, expression.Kind, "an expression with 'op'");
        if (feature == NfdFeatures.LoadedModule) return Module(key, op, expression.Line);
        if (NfdFeatures.FactOf(feature, key) is not { } fact) return Left(expression.Line, $"{feature} {key}", "no fact says this");
        var values = Values(expression);
        JsonObject? when = op switch
        {
            "In" when values.Length is > 0 and <= Conditions.MaximumValues => Conditions.In(fact.Fact, fact.Member, values),
            "NotIn" when values.Length is > 0 and <= Conditions.MaximumValues => Conditions.Not(Conditions.In(fact.Fact, fact.Member, values)),
            "Exists" => Conditions.Presence(fact.Fact, fact.Member, isWanted: true),
            "DoesNotExist" => Conditions.Presence(fact.Fact, fact.Member, isWanted: false),
            "InRegexp" => Globs(fact.Fact, fact.Member, values),
            _ => null,
        };
        return when is null ? Left(expression.Line, $"{feature} {key} {op}", "a predicate cannot say this operator with these values") : new(when, true);
    }

    private static JsonObject? Globs(string fact, string? member, string[] values)
    {
        List<JsonObject> globs = [];
        foreach (var value in values)
        {
            if (!Patterns.TryExpand(value, out var some) || globs.Count + some.Value.Length > Patterns.MaximumGlobs) return null;
            globs.AddRange(some.Value.Select(glob => Conditions.Glob(fact, member, glob)));
        }

        return globs.Count == 0 ? null : Conditions.Any(globs);
    }

    private NfdTerm Module(string name, string op, long line) => op switch
    {
        "Exists" => new(Conditions.HasAll("kernel.modules", name.Replace('-', '_')), true),
        "DoesNotExist" => new(Conditions.Not(Conditions.HasAll("kernel.modules", name.Replace('-', '_'))), true),
        _ => Left(line, $"{NfdFeatures.LoadedModule} {name} {op}", "a module is loaded or it is not"),
    };

    // Every expression is about the same device.
    private NfdTerm Device(YamlNode.Map expressions)
    {
        List<JsonObject> tests = [];
        var isExact = true;
        foreach (var (key, expression) in expressions.Members)
        {
            if (DeviceTest(key, expression) is { } test) tests.Add(test);
            else
            {
                Left(expression.Line, $"{NfdFeatures.PciDevice} {key} {expression["op"]?.Text}", "of a device, only vendor, device and class with In are read");
                isExact = false;
            }
        }

        return tests.Count == 0 ? NfdTerm.Nothing : new(Conditions.AnyItem("pci.devices", Conditions.All(tests)), isExact);
    }

    private static JsonObject? DeviceTest(string key, YamlNode expression)
    {
        var values = Values(expression);
        if (expression["op"]?.Text != "In" || values.Length is 0 or > 64 || values.Any(value => value.Length != 4 || !value.All(char.IsAsciiHexDigit))) return null;
        return key switch
        {
            "vendor" or "device" => Conditions.Item(key, "in", Conditions.Texts(values.Select(value => value.ToLowerInvariant()))),
            // NFD has the first four digits of a class, facts all six.
            "class" => Conditions.Any([.. values.Select(value => Conditions.Item("class", "glob", value.ToLowerInvariant() + "*"))]),
            _ => null,
        };
    }

    private static string[] Values(YamlNode expression) => [.. (expression["value"]?.Items ?? []).Select(item => item.Text).OfType<string>()];

    private NfdTerm Left(long line, string what, string reason)
    {
        notes.Leave(line, what, reason);
        return NfdTerm.Nothing;
    }
}
