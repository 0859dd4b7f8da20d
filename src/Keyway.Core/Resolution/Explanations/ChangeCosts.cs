// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>Words and weights of costs, and which kind of change a fact asks for.</summary>
internal static class ChangeCosts
{
    private static readonly ImmutableArray<string> Words = ["policy-flag", "declare-fact", "probe-as-root", "firmware-step", "kernel-change", "operating-system", "other-hardware"];

    public static string Word(this ChangeCost cost) => Words[(int)cost];

    /// <summary>Fifteen changes of one kind weigh less than one of the next.</summary>
    public static long Weight(this ChangeCost cost) => 1L << (4 * (int)cost);

    /// <summary>What it takes to give a fact another value, or to learn it when nobody knows it.</summary>
    public static ChangeCost Of(FactName fact, HostFacts facts)
    {
        if (facts.Find(fact) is null) return FactOrigins.Of(fact).NeedsRoot ? ChangeCost.ProbeAsRoot : ChangeCost.DeclareFact;
        var name = fact.ToString();
        if (name.StartsWith("firmware.", StringComparison.Ordinal)) return ChangeCost.FirmwareStep;
        if (name.StartsWith("kernel.", StringComparison.Ordinal) || fact == FactNames.PageSize) return ChangeCost.KernelChange;
        return name.StartsWith("libc.", StringComparison.Ordinal) || name.StartsWith("os.", StringComparison.Ordinal) ? ChangeCost.OperatingSystem : ChangeCost.OtherHardware;
    }

    /// <summary>A quick guess at what one blocking leaf costs, to look at the likeliest candidates first.</summary>
    public static long Guess(Derivation leaf, Situation situation)
    {
        if (leaf.Outcome == Outcome.Unknown && leaf.Check != "isa") return ChangeCost.PolicyFlag.Weight();
        if (leaf.Fact is { } fact) return Of(fact, situation.Facts).Weight();
        return leaf.Check is "package" or "capability" or "support" || (leaf.Check == "version" && situation.Policy.Versions is not null) ? ChangeCost.PolicyFlag.Weight() : ChangeCost.OtherHardware.Weight();
    }
}
