// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;
using Keyway.Versions;

namespace Keyway.Tests.Core.Resolution.Ladders;

/// <summary>Ladders over whole-number revisions, briefly written, and random ones.</summary>
internal static class LadderSketch
{
    public static ComponentVersion Rev(int number) => ComponentVersion.Parse(VersionScheme.Integer, $"v{number}");

    public static FirmwareRung Rung(string component, int rev, string? from = null, int? floor = null, FirmwareActivation activation = FirmwareActivation.WarmReboot, long bytes = 0) => new()
    {
        Component = component,
        Revision = Rev(rev),
        UpgradeFrom = from is null ? [] : [VersionRange.Parse(VersionScheme.Integer, from)],
        Floor = floor is { } oldest ? Rev(oldest) : null,
        Activation = activation,
        Bytes = bytes,
    };

    public static LadderComponent Component(string name, int? target, params FirmwareRung[] rungs) =>
        new() { Name = name, Target = target is { } wanted ? Rev(wanted) : null, Rungs = [.. rungs] };

    public static FirmwareRequirement Coupling(string when, string range, string needs, string needed) =>
        new() { When = Range(when, range), Needs = Range(needs, needed), Source = "m1" };

    public static ComponentRange Range(string component, string range) => new(component, VersionRange.Parse(VersionScheme.Integer, range));

    public static Dictionary<string, LadderPosition> At(params (string Component, int Rev, int? Floor)[] positions) =>
        positions.ToDictionary(one => one.Component, one => new LadderPosition(Rev(one.Rev), one.Floor is { } floor ? Rev(floor) : null));

    public static string Shown(LadderAnswer answer) => answer switch
    {
        LadderPath path => string.Join("; ", path.Batches.Select(batch => $"{string.Join(", ", batch.Steps.Select(step => $"{step.Component} {step.From}>{step.Rung.Revision}"))} [{batch.Activation}]")),
        LadderBlocked blocked => blocked.Reason,
        LadderUndecided undecided => undecided.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    /// <summary>A small problem: up to four components with up to five images each.</summary>
    public static (LadderProblem Problem, Dictionary<string, LadderPosition> Start) Random(Random random)
    {
        string[] names = [.. "abcd"[..random.Next(1, 5)].Select(letter => letter.ToString())];
        var components = names.Select(name => Random(random, name)).ToImmutableArray();
        var requirements = Enumerable.Range(0, random.Next(0, 4)).Select(_ => Coupling(random, names)).ToImmutableArray();
        var start = names.ToDictionary(name => name, _ => new LadderPosition(Rev(random.Next(4)), random.Next(4) == 0 ? Rev(random.Next(4)) : null));
        return (new LadderProblem { Components = components, Requirements = requirements }, start);
    }

    private static LadderComponent Random(Random random, string name)
    {
        var rungs = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Random(random, name, random.Next(6))).ToImmutableArray();
        var target = random.Next(8) switch { 0 => null, 1 => Rev(random.Next(6)), _ => rungs[random.Next(rungs.Length)].Revision };
        return new LadderComponent { Name = name, Target = target, Rungs = rungs };
    }

    private static FirmwareRung Random(Random random, string name, int rev)
    {
        var from = random.Next(4) switch { 0 => null, 1 => $">=v{Math.Max(0, rev - 2)}", 2 => $"v{Math.Max(0, rev - 1)}", _ => $">=v{random.Next(2)}" };
        return Rung(name, rev, from, random.Next(3) == 0 ? random.Next(rev + 1) : null, (FirmwareActivation)random.Next(6), random.Next(1, 50));
    }

    private static FirmwareRequirement Coupling(Random random, string[] names)
    {
        var (when, needs) = (names[random.Next(names.Length)], names[random.Next(names.Length)]);
        var needed = Range(needs, random.Next(2) == 0 ? $">=v{random.Next(5)}" : $"<=v{random.Next(1, 5)}");
        return new FirmwareRequirement { When = random.Next(6) == 0 ? null : Range(when, $">=v{random.Next(5)}"), Needs = needed, Source = "m" };
    }
}
