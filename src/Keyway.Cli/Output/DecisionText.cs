// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Keyway.Policy;

namespace Keyway.Cli.Output;

/// <summary>Prints decisions of policies, and what policies ask for.</summary>
internal static class DecisionText
{
    public static void Print(CliContext context, bool json, AdmissionDecision decision, bool all)
    {
        if (json)
        {
            context.Output.WriteLine(Encoding.UTF8.GetString(AdmissionDecisionJson.Write(decision)));
            return;
        }

        context.Output.WriteLine($"{(decision.IsAdmitted ? "admitted" : "refused")}: {decision.Repository}@{decision.Index}");
        if (decision.Verdicts.IsEmpty) context.Output.WriteLine("  no policy speaks for it");
        foreach (var verdict in decision.Verdicts) Print(context.Output, verdict, all);
        foreach (var refused in decision.Refused) context.Output.WriteLine($"  not verified: bundle {refused.Bundle}: {refused.Code} {Plain(refused.Reason)}");
        if (decision.Unopened > 0) context.Output.WriteLine($"  not looked into: {decision.Unopened} referrers, because there are too many");
    }

    public static void PrintDemands(CliContext context, bool json, ImmutableArray<AdmissionPolicy> policies)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(policies.SelectMany(policy => PolicyDemands.Of(policy).Select(text => new PolicyDemandDocument(policy.Name, policy.Digest.ToString(), text))).ToArray(), CliJson.Readable.PolicyDemandDocumentArray));
            return;
        }

        foreach (var policy in policies)
        {
            context.Output.WriteLine($"{policy.Name} {policy.Digest}");
            foreach (var demand in PolicyDemands.Of(policy)) context.Output.WriteLine($"  {Plain(demand)}");
        }
    }

    private static void Print(TextWriter output, PolicyVerdict verdict, bool all)
    {
        output.WriteLine($"  policy {verdict.Policy} {(verdict.IsAdmitted ? "admits" : "refuses")}");
        foreach (var finding in verdict.Findings.Where(finding => all || finding.Outcome != RuleOutcome.Pass))
        {
            output.WriteLine($"    {Word(finding.Outcome),-7} {finding.Rule}{(finding.Subject is { } subject ? $" of {subject}" : "")}");
            output.WriteLine($"            expected {Plain(finding.Expected)}");
            output.WriteLine($"            found    {Plain(finding.Found)}");
        }
    }

    private static string Word(RuleOutcome outcome) => outcome.ToString().ToLowerInvariant();

    // What others wrote must not send control sequences to a terminal.
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
