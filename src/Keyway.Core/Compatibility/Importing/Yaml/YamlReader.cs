// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Keyway.Compatibility.Importing.Yaml;

/// <summary>
/// Reads YAML as plain data: maps, lists and texts. Depth and number of nodes are bounded while reading; aliases (a few of which can stand for billions of
/// values), tags, keys that are no text and keys given twice are refused. Spec: spec/matrix/importing.md §"YAML".
/// </summary>
internal sealed class YamlReader
{
    public const int MaximumDepth = 32;
    public const int MaximumNodes = 65_536;

    private readonly string document;
    private readonly Parser parser;
    private int nodes;

    private YamlReader(ImportSource source)
    {
        document = source.Name;
        parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    /// <summary>The documents of a stream.</summary>
    public static ImmutableArray<YamlNode> Read(ImportSource source)
    {
        YamlReader reader = new(source);
        try
        {
            return reader.Stream();
        }
        catch (YamlException exception)
        {
            throw Errors.BadYaml(source.Name, exception.Start.Line, exception.Start.Column, exception.Message, "YAML 1.2");
        }
        catch (InvalidOperationException)
        {
            // The scanner's answer to a plain text without characters, as in `a: {:`.
            var last = reader.parser.Current?.End ?? Mark.Empty;
            throw Errors.BadYaml(source.Name, last.Line, last.Column, "a value that cannot be read after this place", "YAML 1.2");
        }
    }

    private ImmutableArray<YamlNode> Stream()
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext())
            if (parser.Current is DocumentStart) documents.Add(Next(1));
        return documents.ToImmutable();
    }

    private YamlNode Next(int depth)
    {
        parser.MoveNext();
        return Node(depth);
    }

    private YamlNode Node(int depth)
    {
        var found = parser.Current!;
        if (++nodes > MaximumNodes) throw Errors.TooLarge(document, $"more than {MaximumNodes} values", $"{MaximumNodes} values");
        if (depth > MaximumDepth) throw Refused(found, $"values nested {depth} deep", $"at most {MaximumDepth} levels");
        if (found is AnchorAlias) throw Refused(found, "an alias", "the value itself");
        if (found is NodeEvent { Tag.IsEmpty: false } tagged) throw Refused(found, $"the tag '{tagged.Tag}'", "a value without a tag");
        return found switch
        {
            Scalar scalar => new YamlNode.Scalar(scalar.Start.Line, scalar.Value),
            SequenceStart => Sequence(depth),
            MappingStart => Mapping(depth),
            _ => throw Refused(found, "no value", "a map, a list or a text"),
        };
    }

    private YamlNode.List Sequence(int depth)
    {
        var line = parser.Current!.Start.Line;
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd) items.Add(Node(depth + 1));
        return new(line, items.ToImmutable());
    }

    private YamlNode.Map Mapping(int depth)
    {
        var line = parser.Current!.Start.Line;
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, YamlNode>>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var place = parser.Current!;
            var key = Node(depth + 1).Text ?? throw Refused(place, "a key that is a list or map", "a text as key");
            if (!seen.Add(key)) throw Refused(place, $"the key '{key}' a second time", "each key once");
            members.Add(new(key, Next(depth + 1)));
        }

        return new(line, members.ToImmutable());
    }

    private Artifacts.KeywayException Refused(ParsingEvent place, string found, string valid) => Errors.BadYaml(document, place.Start.Line, place.Start.Column, found, valid);
}
