// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Compatibility.Predicates;
using Keyway.Versions;

namespace Keyway.Compatibility.Profiles;

/// <summary>
/// What interconnect profiles there are and which includes which: a file its owner signs, because no public list exists. A host has a profile when it
/// declares it and shows what it needs, or has one that implies it. Immutable and thread-safe. Spec: spec/profiles.
/// </summary>
public sealed class ProfileRegistry
{
    /// <summary>Largest registry, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private readonly ImmutableDictionary<string, InterconnectProfile> byName;
    private readonly ILookup<string, string> impliedBy;

    /// <param name="profiles">Sound profiles: unique names, no cycle, every implied one among them. Kept in ordinal order.</param>
    internal ProfileRegistry(IEnumerable<InterconnectProfile> profiles)
    {
        Profiles = [.. profiles.OrderBy(profile => profile.Name, StringComparer.Ordinal)];
        byName = Profiles.ToImmutableDictionary(profile => profile.Name, StringComparer.Ordinal);
        impliedBy = Profiles.SelectMany(profile => profile.Implies, (profile, implied) => (Implied: implied, profile.Name)).ToLookup(pair => pair.Implied, pair => pair.Name, StringComparer.Ordinal);
    }

    /// <summary>In ordinal order of the names.</summary>
    public ImmutableArray<InterconnectProfile> Profiles { get; }

    /// <summary>Reads a registry.</summary>
    /// <exception cref="KeywayException">KW3260: not a registry; the message has line and column of each problem.</exception>
    public static ProfileRegistry Parse(ReadOnlySpan<byte> json, string source)
    {
        var reading = Read(json, source);
        return reading.Registry ?? throw Errors.BadRegistry(source, reading.Diagnostics);
    }

    /// <summary>Reads a registry and says everything that is wrong with it.</summary>
    public static ProfileRegistryReading Read(ReadOnlySpan<byte> json, string source) => ProfileRegistryReader.Read(json, source);

    /// <summary>The JSON Schema (2020-12) of a registry.</summary>
    public static byte[] Schema() => ProfileRegistryReader.WriteSchema();

    /// <summary>The canonical document.</summary>
    public byte[] ToJson() => ProfileRegistryJson.Write(this);

    /// <summary>The profile of that name, or null.</summary>
    public InterconnectProfile? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The profile and every one that implies it, at any distance, in ordinal order: whoever has one of them has the profile.</summary>
    public ImmutableArray<string> Satisfying(string name)
    {
        SortedSet<string> found = new(StringComparer.Ordinal) { name };
        Queue<string> open = new([name]);
        while (open.TryDequeue(out var next))
            foreach (var implier in impliedBy[next].Where(found.Add)) open.Enqueue(implier);
        return [.. found];
    }

    /// <summary>Whether a list of profiles includes one, by name or by implication.</summary>
    public bool IsSatisfied(string wanted, IReadOnlyCollection<string> offered) => Satisfying(wanted).Any(offered.Contains);

    /// <summary>Whether a host has the profile, and why.</summary>
    public PredicateAnswer Explain(string name, PredicateScope scope)
    {
        ImmutableArray<PredicateAnswer> ways = [.. Satisfying(name).Select(way => OneWay(way, scope))];
        return ways.Length == 1 ? ways[0] : GroupPredicate.Join(GroupKind.Any, ways);
    }

    /// <summary>Whether a host has the profile.</summary>
    public Truth Has(string name, PredicateScope scope) => Explain(name, scope).Truth;

    /// <summary>The facts that decide whether a host has the profile.</summary>
    public ImmutableSortedSet<FactName> Reads(string name) =>
        [FactNames.LinkProfiles, .. Satisfying(name).SelectMany(way => Find(way)?.Needs?.Names ?? [])];

    // What a profile needs is asked even of a host that declares it: a wrong declaration must not load a driver.
    private PredicateAnswer OneWay(string name, PredicateScope scope)
    {
        var declared = Declares(name).Explain(scope);
        return Find(name)?.Needs is { } needs ? GroupPredicate.Join(GroupKind.All, [declared, needs.Explain(scope)]) : declared;
    }

    internal static Predicate Declares(string name) =>
        new LeafPredicate(new(FactNames.LinkProfiles, null), new ContainsTest(GroupKind.Any, [FactValue.Of(name)]));
}
