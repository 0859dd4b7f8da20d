// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>Writes an image compatibility specification. Values are quoted, so that no reader takes one for a number or a truth value.</summary>
internal static class NfdYaml
{
    public static ReadOnlyMemory<byte> Write(string package, IReadOnlyList<(string Name, NfdNeed Need)> rules)
    {
        YamlSequenceNode sets = [];
        if (rules.Count > 0) sets.Add(new YamlMappingNode { { "description", Quoted($"hosts for {package}") }, { "rules", new YamlSequenceNode(rules.Select(Rule)) } });
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(new YamlMappingNode { { "version", "v1alpha1" }, { "compatibilities", sets } })).Save(new Emitter(text, new EmitterSettings().WithNewLine("\n")), assignAnchors: false);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static YamlNode Rule((string Name, NfdNeed Need) rule)
    {
        YamlMappingNode node = new() { { "name", Quoted(rule.Name) } };
        if (!rule.Need.Features.IsEmpty) node.Add("matchFeatures", Features(rule.Need.Features));
        if (!rule.Need.Alternatives.IsEmpty) node.Add("matchAny", new YamlSequenceNode(rule.Need.Alternatives.Select(part => new YamlMappingNode { { "matchFeatures", Features(part) } })));
        return node;
    }

    private static YamlSequenceNode Features(IEnumerable<NfdFeature> features) => new(features.Select(feature => new YamlMappingNode
    {
        { "feature", feature.Name },
        { "matchExpressions", new YamlMappingNode(feature.Expressions.Select(expression => KeyValuePair.Create<YamlNode, YamlNode>(Quoted(expression.Key), Expression(expression)))) },
    }));

    private static YamlMappingNode Expression(NfdExpression expression)
    {
        YamlMappingNode node = new() { { "op", expression.Op } };
        if (!expression.Values.IsEmpty) node.Add("value", new YamlSequenceNode(expression.Values.Select(Quoted)));
        return node;
    }

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
