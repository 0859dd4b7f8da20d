// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;

namespace Keyway.Resolution.Explanations;

/// <summary>An explanation for people: at most <see cref="MostLines"/> lines after what was assumed, however many candidates lost. Spec: spec/explanation §"Text".</summary>
public static class ExplanationText
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 12;

    private const int MostClasses = 4;
    private const int LongestReason = 150;

    /// <summary>The lines, without line ends.</summary>
    public static ImmutableArray<string> Lines(Explanation explanation) =>
    [
        .. Assumed(explanation.Assumed),
        Verdict(explanation),
        .. Classes(explanation),
        .. explanation.Nearest.Take(1).SelectMany(Nearest),
        .. explanation.Nearest.Skip(1).Where(miss => miss.Remedy is not null).Take(1).Select(Next),
        .. Unknown(explanation),
    ];

    /// <summary>What was assumed, in a line or none: it must never look like an observation.</summary>
    public static IEnumerable<string> Assumed(Assumptions assumptions)
    {
        if (assumptions.Assumed.IsEmpty) yield break;
        var forgotten = assumptions.Forgotten.IsEmpty ? "" : $"; not known any more: {string.Join(", ", assumptions.Forgotten)}";
        yield return Line($"assumed, not observed: {string.Join(", ", assumptions.Assumed.Select(one => $"{one.Name} = {one.Value}"))}{forgotten}");
    }

    private static string Verdict(Explanation explanation) => Line(explanation switch
    {
        { Subject: { } subject } => $"{(subject.Verdict == CandidateVerdict.Chosen ? "chosen" : "fits, not chosen")}: {Blocked.NameOf(subject)}; {subject.Because}",
        { Resolution: Granted granted } => $"found: {Blocked.NameOf(granted.Chosen)} for {granted.Chosen.Build!.Manifest.Platform?.Architecture ?? Word(granted.Chosen)}; {granted.Chosen.Because}",
        { Resolution: Refused refused } => $"refused: {refused.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(explanation)),
    });

    private static string Word(Candidate candidate) => Packages.IsaExtensions.Word(candidate.Build!.Isa);

    private static IEnumerable<string> Classes(Explanation explanation)
    {
        if (explanation.Classes.IsEmpty) yield break;
        yield return $"why not ({Of(explanation.Asked - explanation.Fitting)} of {explanation.Asked} {(explanation.Asked == 1 ? "package" : "packages")}):";
        foreach (var reason in explanation.Classes.Take(MostClasses)) yield return Line($"{reason.Candidates.Length,6}  {reason.Title}; {reason.Example}: {reason.ExampleReason}");
        var rest = explanation.Classes.Skip(MostClasses).ToArray();
        if (rest.Length > 0) yield return $"{rest.SelectMany(reason => reason.Candidates).Distinct().Count(),6}  {Of(rest.Length)} more {(rest.Length == 1 ? "kind of reason" : "kinds of reasons")}: {Line(string.Join("; ", rest.Select(reason => reason.Title)))}";
    }

    private static IEnumerable<string> Nearest(NearMiss miss)
    {
        yield return Line($"nearest: {Blocked.NameOf(miss.Candidate)}; {Of(miss.Failing.Length)} {(miss.Failing.Length == 1 ? "thing stands" : "things stand")} against it: {string.Join("; ", miss.Failing.Select(leaf => leaf.Reason))}");
        yield return miss.Remedy is { } remedy ? $"  change: {Changes(remedy, miss.Candidate)}" : "  change: nothing that was tried makes it fit";
    }

    private static string Next(NearMiss miss) => $"next: {Line(Blocked.NameOf(miss.Candidate))}; change: {Changes(miss.Remedy!, miss.Candidate)}";

    private static string Changes(Remedy remedy, Candidate candidate)
    {
        var steps = string.Join("; and ", remedy.Changes.Select(change => $"{change.Text} [{change.Cost.Word()}]"));
        var then = remedy.Then.Package.Index.Digest == candidate.Package.Index.Digest ? "it is chosen" : $"it fits, and {Blocked.NameOf(remedy.Then)} is chosen";
        return Line($"{steps}; then {then}");
    }

    private static IEnumerable<string> Unknown(Explanation explanation)
    {
        if (explanation.Unknown.IsEmpty) yield break;
        var shown = explanation.Unknown.Take(2).Select(unknown => $"{unknown.Name} ({unknown.Origin.How})");
        var more = explanation.Unknown.Length > 2 ? $"; {explanation.Unknown.Length - 2} more" : "";
        yield return Line($"not known: {string.Join("; ", shown)}{more}");
    }

    private static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);

    // Packages and facts come from others: nothing of them may reach a terminal as a control sequence or fill it.
    private static string Line(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return plain.Length <= 2 * LongestReason ? plain : plain[..(2 * LongestReason)] + "…";
    }
}
