// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution;

namespace Keyway.Cli.Output;

/// <summary>Prints an answer of the resolver: the verdict first, then what was chosen and every check on it, then why each other candidate lost.</summary>
internal static class ResolutionText
{
    public static void Print(HostResolution resolution, TextWriter output)
    {
        if (resolution is Granted granted) PrintChosen(granted.Chosen, output);
        if (resolution is Refused refused) output.WriteLine($"refused: {refused.Reason}");
        var others = resolution.Candidates.Where(candidate => candidate.Verdict != CandidateVerdict.Chosen).ToArray();
        if (others.Length == 0) return;
        output.WriteLine();
        output.WriteLine("not chosen:");
        foreach (var candidate in others) PrintOther(candidate, output);
    }

    private static void PrintChosen(Candidate candidate, TextWriter output)
    {
        output.WriteLine($"found: {Name(candidate)} for {candidate.Build!.Isa.Word()}; {candidate.Because}");
        output.WriteLine($"  source    {Source(candidate)}");
        output.WriteLine($"  index     {candidate.Package.Index.Digest}");
        output.WriteLine($"  manifest  {candidate.Build.Manifest.Digest}");
        foreach (var (layer, index) in candidate.Layers.Select((layer, index) => (layer, index))) output.WriteLine($"  {(index == 0 ? "layers  " : "        ")}  {layer.Title}, {layer.Size} bytes");
        output.WriteLine("  checks");
        foreach (var finding in candidate.Findings) PrintFinding(finding, "    ", output);
    }

    private static void PrintOther(Candidate candidate, TextWriter output)
    {
        var tree = candidate.Verdict is CandidateVerdict.Rejected or CandidateVerdict.Undecided;
        output.WriteLine($"  {Name(candidate)}  {CandidateDocument.Word(candidate.Verdict)}{(tree ? "" : ": " + candidate.Because)}");
        output.WriteLine($"    {Source(candidate)}");
        if (!tree) return;
        foreach (var finding in candidate.Findings.Where(finding => finding.Outcome != Outcome.Ok)) PrintFinding(finding, "    ", output);
    }

    private static void PrintFinding(Finding finding, string indent, TextWriter output)
    {
        var origin = finding.Fact is not { } fact ? "" : finding.Source is { } source ? $" [{fact} from {source}]" : $" [{fact}]";
        output.WriteLine(Printable($"{indent}{FindingDocument.Word(finding.Outcome),-8}{finding.Check,-11}{finding.Reason}{origin}"));
        if (finding.Outcome == Outcome.Ok) return;
        foreach (var detail in finding.Details.Where(detail => detail.Outcome != Outcome.Ok)) PrintFinding(detail, indent + "  ", output);
    }

    private static string Name(Candidate candidate) => Printable($"{candidate.Package.Manifest.Package} {candidate.Package.Manifest.Version}");

    private static string Source(Candidate candidate)
    {
        var tags = candidate.Package.Tags.IsEmpty ? "" : $" (tags: {string.Join(", ", candidate.Package.Tags)})";
        return candidate.Verdict == CandidateVerdict.Chosen ? candidate.Package.Source + tags : $"{candidate.Package.Source}@{candidate.Package.Index.Digest}{tags}";
    }

    // Packages and facts come from others: nothing of them may reach a terminal as a control sequence.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
