// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Gathers the facts of one probe; the first statement of a fact stays. Values have a budget, so that a report stays readable whatever the files of a
/// captured tree hold. Not thread safe.
/// </summary>
internal sealed class FactCollector
{
    private const int LongestText = 16_384;
    private const int MostCharacters = 1 << 20;

    private readonly ImmutableSortedDictionary<FactName, Fact>.Builder facts = ImmutableSortedDictionary.CreateBuilder<FactName, Fact>();
    private readonly HostRoot root;
    private readonly DateTimeOffset now;
    private int characters;

    public FactCollector(HostRoot root, TimeProvider time)
    {
        this.root = root;
        var precise = time.GetUtcNow();
        now = new DateTimeOffset(precise.UtcTicks - (precise.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public void Add(FactName name, FactValue? value, string source, FactMethod method = FactMethod.File)
    {
        if (value is not null) Take(name, new Fact { Value = value, Source = source, Method = method, ObservedAt = now });
    }

    public void Add(string name, FactValue? value, string source, FactMethod method = FactMethod.File) => Add(FactName.Parse(name), value, source, method);

    public void Add(string name, string? value, string source, FactMethod method = FactMethod.File) =>
        Add(FactName.Parse(name), value is null ? null : FactValue.Of(value), source, method);

    public void Take(FactName name, Fact fact)
    {
        if (facts.ContainsKey(name)) return;
        var weight = Weight(fact.Value) + fact.Source.Length + FactName.MaximumLength;
        if (weight > MostCharacters - characters || facts.Count == FactsReader.MaximumFacts)
        {
            root.Warn(fact.Source, $"{name} was left out: it is too large for a facts document");
            return;
        }

        characters += weight;
        facts.Add(name, fact);
    }

    /// <summary>Adds the items of a list to one that is there, which then names both sources; false when one of them is no list.</summary>
    public bool TryAppend(FactName name, Fact more)
    {
        if (Find(name) is not { Value: FactValue.List seen } fact || more.Value is not FactValue.List added) return false;
        facts.Remove(name);
        Take(name, fact with { Value = FactValue.Of(seen.Items.Concat(added.Items.Except(seen.Items))), Source = $"{fact.Source}, {more.Source}" });
        return true;
    }

    public Fact? Find(FactName name) => facts.GetValueOrDefault(name);

    public string? TextOf(FactName name) => Find(name)?.Value is FactValue.Text text ? text.Value : null;

    public HostFacts Build() => new(facts.ToImmutable(), [.. root.Warnings]);

    private static int Weight(FactValue value) => value switch
    {
        FactValue.Text text => text.Value.Length <= LongestText ? text.Value.Length : MostCharacters,
        FactValue.List list => Total(list.Items),
        FactValue.Map map => Math.Min(MostCharacters, Total(map.Members.Values) + map.Members.Keys.Sum(key => Math.Min(key.Length, LongestText))),
        _ => 16,
    };

    private static int Total(IEnumerable<FactValue> values)
    {
        var total = 0L;
        foreach (var value in values) total += 4 + Weight(value);
        return (int)Math.Min(total, MostCharacters);
    }
}
