// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;

namespace Keyway.Compatibility;

/// <summary>
/// What is known about one host. A name that is absent is unknown; a name with <see cref="FactValue.Null"/> was looked for and is not there.
/// Immutable. Spec: spec/facts.
/// </summary>
public sealed class HostFacts
{
    /// <summary>Largest facts document that is read, in bytes.</summary>
    public const int MaximumDocument = FactsReader.MaximumBytes;

    public HostFacts(ImmutableSortedDictionary<FactName, Fact> facts, ImmutableArray<ProbeWarning> warnings)
    {
        Facts = facts;
        Warnings = warnings;
    }

    /// <summary>Nothing is known.</summary>
    public static HostFacts Empty { get; } = new(ImmutableSortedDictionary<FactName, Fact>.Empty, []);

    /// <summary>Every fact in ordinal order of its name.</summary>
    public ImmutableSortedDictionary<FactName, Fact> Facts { get; }

    /// <summary>What the probe could not use, in the order it met it.</summary>
    public ImmutableArray<ProbeWarning> Warnings { get; }

    /// <summary>Reads a facts document.</summary>
    /// <param name="json">The whole document.</param>
    /// <param name="source">What to call it in messages, such as a file name.</param>
    /// <exception cref="KeywayException">KW3051 to KW3054: not a facts document.</exception>
    public static HostFacts Parse(ReadOnlyMemory<byte> json, string source) => FactsReader.Read(json, source);

    /// <summary>The facts document: the same facts always give the same bytes.</summary>
    public byte[] ToJson() => FactsJson.Write(this);

    /// <summary>The fact of that name, or null when it is unknown.</summary>
    public Fact? Find(FactName name) => Facts.GetValueOrDefault(name);

    /// <summary>The text of a fact; null when it is unknown, not there or no text.</summary>
    public string? TextOf(FactName name) => Find(name)?.Value is FactValue.Text text ? text.Value : null;

    /// <summary>The number of a fact; null when it is unknown, not there or no number.</summary>
    public long? NumberOf(FactName name) => Find(name)?.Value is FactValue.Number number ? number.Value : null;

    /// <summary>The items of a fact; null when it is unknown, not there or no list.</summary>
    public ImmutableArray<FactValue>? ListOf(FactName name) => Find(name)?.Value is FactValue.List list ? list.Items : null;

    /// <summary>The same facts and one more, which replaces one of the same name.</summary>
    public HostFacts With(FactName name, Fact fact) => new(Facts.SetItem(name, fact), Warnings);

    /// <summary>The same facts except one.</summary>
    public HostFacts Without(FactName name) => new(Facts.Remove(name), Warnings);
}
