// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Mutation;
using Keyway.Fuzz.Planted;

namespace Keyway.Fuzz.Targets;

/// <summary>All targets, a line each. A parser that meets bytes from outside and is not here is not done.</summary>
internal static class TargetTable
{
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. ContentTargets.All, .. PackageTargets.All, .. VersionTargets.All, .. TrustTargets.All, .. TransparencyTargets.All, .. SigningTargets.All, .. SbomTargets.All, .. DocumentTargets.All, .. ImportTargets.All];

    /// <summary>Targets that fail on purpose, to prove the engine.</summary>
    private static IReadOnlyList<FuzzTarget> Planted { get; } =
    [
        new("planted-bug", InputShape.Bytes, [], () => [new byte[8]], PlantedBug.Run) { MaxLength = 8 },
        new("planted-loop", InputShape.Bytes, [], () => [[], [1]], PlantedBug.RunForever),
        new("planted-recursion", InputShape.Bytes, [], () => [[1]], PlantedBug.Recurse),
        new("planted-allocation", InputShape.Bytes, [], () => [[1]], PlantedBug.Allocate),
    ];

    public static FuzzTarget Find(string name) => All.Concat(Planted).FirstOrDefault(target => target.Name == name) ?? throw new ArgumentException($"no target {name}", nameof(name));
}
