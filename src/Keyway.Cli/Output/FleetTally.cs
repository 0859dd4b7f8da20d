// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution.Fleets;

namespace Keyway.Cli.Output;

/// <summary>Counts the answers for a fleet and prints them: each package with its hosts, each class of reasons with an example.</summary>
internal static class FleetTally
{
    public static FleetDocument Of(Fleet fleet, IReadOnlyList<string> names)
    {
        var choices = Enumerable.Range(0, fleet.Count).Select(fleet.Of).ToArray();
        return new FleetDocument(1, choices.Count(choice => choice.Refusal is null), choices.Count(choice => choice.Refusal is not null), [.. Shares(choices)], [.. Reasons(choices, names)], [.. choices.Zip(names, Answer)]);
    }

    public static void Print(FleetDocument tally, TextWriter output)
    {
        output.WriteLine($"{tally.Served + tally.Refused} hosts: {tally.Served} served, {tally.Refused} refused");
        if (tally.Chosen.Count > 0) output.WriteLine("\nchosen:");
        TextColumns chosen = new();
        foreach (var share in tally.Chosen) chosen.Add($"  {share.Hosts}", Printable($"{share.Package} {share.Version}"), Printable($"{share.Source}@{share.Index}"));
        chosen.Write(output);
        if (tally.Reasons.Count > 0) output.WriteLine("\nrefused:");
        TextColumns refused = new();
        foreach (var reason in tally.Reasons) refused.Add($"  {reason.Hosts}", $"{reason.Check} {reason.Outcome}", Printable($"{reason.Example}: {reason.Reason}"));
        refused.Write(output);
    }

    private static IEnumerable<FleetShare> Shares(FleetChoice[] choices) =>
        from choice in choices
        where choice.Package is not null
        group choice by (choice.Package!.Source, Index: choice.Package.Index.Digest) into same
        orderby same.Count() descending, same.Key.Source, same.Key.Index
        let package = same.First().Package!
        select new FleetShare(package.Manifest.Package, package.Manifest.Version, package.Source, package.Index.Digest.ToString(), same.Count());

    private static IEnumerable<FleetReason> Reasons(FleetChoice[] choices, IReadOnlyList<string> names) =>
        from host in Enumerable.Range(0, choices.Length)
        let refusal = choices[host].Refusal
        where refusal is not null
        group host by (refusal.Check, refusal.Outcome) into same
        orderby same.Count() descending, same.Key.Check
        select new FleetReason(same.Key.Check, FindingDocument.Word(same.Key.Outcome), same.Count(), names[same.First()], choices[same.First()].Refusal!.Reason);

    private static FleetAnswer Answer(FleetChoice choice, string name) => choice.Refusal is { } refusal
        ? new FleetAnswer(name, "refused", null, null, refusal.Check, refusal.Reason)
        : new FleetAnswer(name, "granted", choice.Package!.Index.Digest.ToString(), choice.Build!.Manifest.Digest.ToString(), null, null);

    // Facts and packages come from others: nothing of them may reach a terminal as a control sequence.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
