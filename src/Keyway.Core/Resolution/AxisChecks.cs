// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Keyway.Compatibility;
using Keyway.Compatibility.Predicates;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>
/// Whether the axes of a version apply to the host. <c>kern</c>, <c>pg</c>, <c>nvf</c> and <c>hw</c> speak about the host; <c>kabi</c>, <c>fw</c>,
/// <c>cuda</c> and <c>bld</c> say what the package holds, which other checks look at. Spec: spec/facts §"How a resolver reads facts".
/// </summary>
internal static class AxisChecks
{
    public static IEnumerable<Question> Questions(Inquiry inquiry) =>
        from axis in inquiry.Version?.Axes ?? []
        where axis.Key is not (VersionAxes.KernelAbi or VersionAxes.Firmware or VersionAxes.Cuda or VersionAxes.Build)
        select new Question { Check = "axis", Ask = asked => One(asked, axis), Reads = Reads(inquiry, axis), Demand = axis.ToString };

    private static ImmutableArray<FactReading> Reads(Inquiry inquiry, VersionAxis axis) => axis.Key switch
    {
        VersionAxes.Kernel => [FactReading.Of(FactNames.KernelRelease)],
        VersionAxes.PageSize => [FactReading.Of(FactNames.PageSize)],
        VersionAxes.Interconnect => [FactReading.Of(FactNames.LinkProfiles), .. Registered(inquiry, axis.Number + axis.Word) is { } profile ? inquiry.Policy.Profiles!.Reads(profile).Remove(FactNames.LinkProfiles).Select(name => FactReading.Of(name)) : []],
        VersionAxes.Hardware => [FactReading.OfItems(FactNames.GpuDevices, "architecture", "name")],
        _ => [],
    };

    private static Finding One(Inquiry inquiry, VersionAxis axis) => axis.Key switch
    {
        VersionAxes.Kernel => Kernel(inquiry, axis),
        VersionAxes.PageSize => PageSize(inquiry, axis),
        VersionAxes.Interconnect => Interconnect(inquiry, axis),
        VersionAxes.Hardware => Hardware(inquiry, axis),
        _ => new Finding { Check = "axis", Outcome = Outcome.Unknown, Reason = $"its version has the axis {axis}, which this resolver does not know" },
    };

    // kern5.19 is the series 5.19; with a flavour it is one release, in which characters that the grammar lacks are hyphens.
    private static Finding Kernel(Inquiry inquiry, VersionAxis axis)
    {
        var isSeries = axis.Word.Length == 0;
        var wanted = isSeries ? axis.Number.Count(c => c == '.') < 2 ? axis.Number + ".x" : axis.Number : $"{axis.Number}-{axis.Word}";
        if (!KernelRelease.TryParse(inquiry.Facts.TextOf(FactNames.KernelRelease), out var release)) return inquiry.NotKnown(FactNames.KernelRelease, "axis", $"its axis {axis} asks for kernel {wanted}");
        var fits = isSeries ? KernelSpec.TryParse(wanted, out var spec) ? spec.Matches(release) : Truth.Unknown : (InGrammar(release.ToString()) == wanted).ToTruth();
        return inquiry.On(FactNames.KernelRelease, "axis", Checks.OutcomeOf(fits), $"its axis {axis} asks for kernel {wanted}, the host runs {release}");
    }

    private static string InGrammar(string release) => string.Concat(release.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));

    private static Finding PageSize(Inquiry inquiry, VersionAxis axis)
    {
        if (Bytes(axis) is not { } wanted) return inquiry.On(FactNames.PageSize, "axis", Outcome.Unknown, $"its axis {axis} names no page size");
        if (inquiry.Facts.NumberOf(FactNames.PageSize) is not { } size) return inquiry.NotKnown(FactNames.PageSize, "axis", $"its axis {axis} asks for pages of {wanted} bytes");
        return inquiry.On(FactNames.PageSize, "axis", size == wanted ? Outcome.Ok : Outcome.Fail, $"its axis {axis} asks for pages of {wanted} bytes, the host has {size}");
    }

    // pg64 and pg-64k are KiB.
    private static long? Bytes(VersionAxis axis)
    {
        var text = axis.Number.Length > 0 ? axis.Number : axis.Word.TrimEnd('k');
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes) && kibibytes is > 0 and <= 1 << 20 ? kibibytes * 1024L : null;
    }

    private static Finding Interconnect(Inquiry inquiry, VersionAxis axis)
    {
        var wanted = axis.Number + axis.Word;
        if (Registered(inquiry, wanted) is { } known) return InRegistry(inquiry, axis, known);
        if (Texts(inquiry.Facts.ListOf(FactNames.LinkProfiles)) is not { } profiles) return inquiry.NotKnown(FactNames.LinkProfiles, "axis", $"its axis {axis} asks for an interconnect profile");
        var fits = profiles.Any(profile => IsSameProfile(profile, wanted));
        return inquiry.On(FactNames.LinkProfiles, "axis", fits ? Outcome.Ok : Outcome.Fail, $"its axis {axis} asks for an interconnect profile, the host has: {List(profiles)}");
    }

    // The name under which the registry knows the profile of an axis; null where it is not in one, or none was given.
    private static string? Registered(Inquiry inquiry, string wanted) => inquiry.Policy.Profiles?.Profiles.FirstOrDefault(profile => IsSameProfile(profile.Name, wanted))?.Name;

    private static Finding InRegistry(Inquiry inquiry, VersionAxis axis, string profile)
    {
        var answer = inquiry.Policy.Profiles!.Explain(profile, new PredicateScope(inquiry.Facts) { Symbols = inquiry.Symbols });
        return inquiry.On(FactNames.LinkProfiles, "axis", answer.Outcome, $"its axis {axis} asks for the interconnect profile {profile}: {answer.Reason}");
    }

    // A version may not repeat the hyphen and the dot of a profile's name: fusion1 is fusion-1.0.
    private static bool IsSameProfile(string profile, string wanted)
    {
        var (left, right) = (profile.Replace("-", "", StringComparison.Ordinal), wanted.Replace("-", "", StringComparison.Ordinal));
        return left == right || left == right + ".0";
    }

    private static Finding Hardware(Inquiry inquiry, VersionAxis axis)
    {
        var wanted = axis.Number + axis.Word;
        if (inquiry.Facts.ListOf(FactNames.GpuDevices) is not { } gpus) return inquiry.NotKnown(FactNames.GpuDevices, "axis", $"its axis {axis} asks for a hardware generation");
        var answers = gpus.Select(gpu => IsOf(gpu as FactValue.Map, wanted)).Append(Truth.False).ToArray();
        var shown = gpus.OfType<FactValue.Map>().Select(gpu => gpu.TextOf("name") ?? gpu.TextOf("architecture") ?? "a GPU that is not known").Distinct();
        return inquiry.On(FactNames.GpuDevices, "axis", Checks.OutcomeOf(answers.Max()), $"its axis {axis} asks for a hardware generation, the host has: {List(shown)}");
    }

    // A generation is an architecture (hopper) or a word of the product's name (gb200).
    private static Truth IsOf(FactValue.Map? gpu, string wanted)
    {
        var (name, architecture) = (gpu?.TextOf("name")?.ToLowerInvariant(), gpu?.TextOf("architecture")?.ToLowerInvariant());
        if (architecture == wanted || (name?.Split(' ', '-').Contains(wanted) ?? false)) return Truth.True;
        return name is null || architecture is null ? Truth.Unknown : Truth.False;
    }

    private static ImmutableArray<string>? Texts(ImmutableArray<FactValue>? items) => items is { } list ? [.. list.OfType<FactValue.Text>().Select(text => text.Value)] : null;

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
