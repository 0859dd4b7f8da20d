// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing.Yaml;

/// <summary>A value of a YAML document and where it stands. Nothing is typed: a format that wants a number reads the text.</summary>
internal abstract record YamlNode(long Line)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>The text of a scalar, or null.</summary>
    public string? Text => (this as Scalar)?.Value;

    /// <summary>The member of a map; null when it is no map or has no such member.</summary>
    public YamlNode? this[string key] => this is Map map ? map.Members.FirstOrDefault(member => member.Key == key).Value : null;

    /// <summary>The items of a list; none for anything else.</summary>
    public ImmutableArray<YamlNode> Items => this is List list ? list.Values : [];

    public sealed record Scalar(long Line, string Value) : YamlNode(Line)
    {
        public override string Kind => $"'{Value}'";
    }

    public sealed record List(long Line, ImmutableArray<YamlNode> Values) : YamlNode(Line)
    {
        public override string Kind => "a list";
    }

    public sealed record Map(long Line, ImmutableArray<KeyValuePair<string, YamlNode>> Members) : YamlNode(Line)
    {
        public override string Kind => "a map";
    }
}
