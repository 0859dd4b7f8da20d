// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Planning;

/// <summary>A plan for people: domains first, since they decide, then one paragraph a host.</summary>
public static class PlanText
{
    /// <summary>Lines that end with a line feed.</summary>
    public static string Write(RolloutPlan plan)
    {
        StringBuilder text = new();
        foreach (var domain in plan.Domains) Append(text, domain);
        foreach (var host in plan.Hosts) Append(text, host);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DomainPlan domain)
    {
        Line(text, $"domain {domain.ClusterUuid} clique {domain.Clique}: {domain.Members.Length} members; {domain.Shared?.ToString() ?? "no choice"}");
        foreach (var member in domain.Blocking) Line(text, $"  not served  {member.Host}: {member.Because}");
        foreach (var member in domain.HeldBackBy) Line(text, $"  held back   from {domain.HeldBackFrom!.Driver} by {member.Host}: {member.Because}");
    }

    private static void Append(StringBuilder text, HostPlan host)
    {
        if (host.Package is null)
        {
            Line(text, $"{host.Host}: nothing; {host.Because}");
            return;
        }

        Line(text, $"{host.Host}: {host.Package.Manifest.Package} {host.Package.Manifest.Version}; {host.Because}");
        Line(text, $"  index       {host.Package.Index.Digest}");
        Line(text, $"  manifest    {host.Build!.Manifest.Digest}");
        foreach (var batch in host.Firmware) Line(text, $"  firmware    {string.Join(", ", batch.Steps.Select(Shown))}; then {Disturbance.Word(batch.Activation)}");
        Line(text, $"  disruption  {Disturbance.Word(host.Disruption)}");
        Line(text, $"  drain       {(host.Drain == DrainNeed.None ? "no" : "yes")}: {host.DrainBecause}");
        Line(text, $"  fetch       {host.FetchBytes.ToString(CultureInfo.InvariantCulture)} bytes in {host.Layers.Count(layer => !layer.IsPresent)} of {host.Layers.Length} layers");
    }

    private static string Shown(LadderStep step) =>
        $"{step.Component} {step.From} to {step.Rung.Revision}{(step.Rung.Origin is { } origin ? $" ({origin.Package})" : "")}{(step.Floor == FloorChange.Raised ? $", never below {step.Rung.Floor} again" : "")}";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
