// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// Finds the cheapest ordered steps by which firmware components that are coupled with each other reach their targets: never below a floor, each step
/// from a revision its image may follow, every state in between allowed. The answer is optimal by <see cref="LadderCost"/>, or a minimal reason why there
/// is no way. The same input in any order gives the same answer. Pure. Spec: spec/plan §"Ladders".
/// </summary>
public static class Ladder
{
    /// <summary>Most components that are searched together.</summary>
    public const int MostComponents = 12;

    private const ulong MostStates = 1UL << 62;

    /// <summary>The answer for one host.</summary>
    /// <param name="start">Where each component of the problem stands, by name.</param>
    public static LadderAnswer Climb(LadderProblem problem, IReadOnlyDictionary<string, LadderPosition> start) => Climb(problem, [start])[0];

    /// <summary>The answers for hosts with the same targets, such as the members of a domain: what does not depend on the start is computed once.</summary>
    public static ImmutableArray<LadderAnswer> Climb(LadderProblem problem, IReadOnlyList<IReadOnlyDictionary<string, LadderPosition>> starts)
    {
        if (problem.Components.IsEmpty) return [.. starts.Select(_ => new LadderPath([], LadderCost.Zero))];
        var components = problem.Components.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        if (components.Length > MostComponents) return All(starts, $"{components.Length} components depend on each other, and at most {MostComponents} are searched together");
        var tracks = components.Select(component => LadderTrack.Build(component, starts.Select(start => start[component.Name]).Distinct())).ToArray();
        if (Array.IndexOf(tracks, null) is var large and >= 0) return All(starts, $"{components[large].Name} has more than {LadderTrack.MostNodes} revisions");
        if (tracks.Aggregate(UInt128.One, (size, track) => size * (UInt128)track!.Nodes.Count) > MostStates) return All(starts, "the components have more states together than are searched");
        return new LadderClimbs([.. tracks.OfType<LadderTrack>()], problem.Requirements).Of(starts);
    }

    private static ImmutableArray<LadderAnswer> All(IReadOnlyList<IReadOnlyDictionary<string, LadderPosition>> starts, string reason) => [.. starts.Select(_ => new LadderUndecided(reason))];
}
