// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// What a what-if question assumes, and what is no longer known because of it: of another kernel the host's vermagic, exports and configuration say
/// nothing. Immutable. Spec: spec/explanation §"Assumptions".
/// </summary>
public sealed record Assumptions
{
    private const string Source = "--assume";

    /// <summary>Nothing is assumed.</summary>
    public static Assumptions None { get; } = new() { Assumed = [], Forgotten = [] };

    /// <summary>In the order given; of two about one fact the later one counts.</summary>
    public required ImmutableArray<Assumption> Assumed { get; init; }

    /// <summary>Facts of the host that the assumptions made unknown, in ordinal order.</summary>
    public required ImmutableArray<FactName> Forgotten { get; init; }

    /// <summary>What the assumptions mean for this host.</summary>
    public static Assumptions Of(IEnumerable<Assumption> assumed, HostFacts facts)
    {
        Dictionary<FactName, Assumption> last = [];
        foreach (var assumption in assumed) last[assumption.Name] = assumption;
        var changed = last.Values.Where(assumption => facts.Find(assumption.Name)?.Value != assumption.Value).Select(assumption => assumption.Name).ToArray();
        return new Assumptions
        {
            Assumed = [.. last.Values.OrderBy(assumption => assumption.Name)],
            Forgotten = [.. facts.Facts.Keys.Where(fact => !last.ContainsKey(fact) && changed.Any(cause => DependsOn(fact, cause, facts))).Order()],
        };
    }

    /// <summary>The situation in which they hold.</summary>
    public Situation Apply(Situation situation, DateTimeOffset now)
    {
        var facts = Forgotten.Aggregate(situation.Facts, (known, name) => known.Without(name));
        facts = Assumed.Aggregate(facts, (known, assumption) => known.With(assumption.Name, new Fact { Value = assumption.Value, Source = Source, Method = FactMethod.Declared, ObservedAt = now }));
        return situation with { Facts = facts };
    }

    private static bool DependsOn(FactName fact, FactName cause, HostFacts facts)
    {
        var name = fact.ToString();
        if (cause == FactNames.KernelRelease) return name.StartsWith("kernel.", StringComparison.Ordinal) || (fact == FactNames.PageSize && HasPageSizesByKernel(facts));
        if (cause == FactNames.IsaName) return name.StartsWith("kernel.", StringComparison.Ordinal) || name.StartsWith("isa.", StringComparison.Ordinal) || name.StartsWith("cpu.", StringComparison.Ordinal) || fact == FactNames.PageSize;
        return cause == FactNames.KernelVermagic && name.StartsWith("kernel.symvers.", StringComparison.Ordinal);
    }

    // amd64 and riscv64 have one page size, whatever the kernel.
    private static bool HasPageSizesByKernel(HostFacts facts) => facts.TextOf(FactNames.IsaName) is not ("amd64" or "riscv64");
}
