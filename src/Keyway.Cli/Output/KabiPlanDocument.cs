// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway kabi plan</c> prints.</summary>
internal sealed record KabiPlanDocument(int SchemaVersion, string Kernel, string Isa, IReadOnlyList<KabiPackageDocument> Packages, KabiFleetDocument? Fleet)
{
    public static KabiPlanDocument Of(KernelUpdatePlan plan) => new(1, plan.Kernel.Release ?? plan.Kernel.Source, plan.Isa, [.. plan.Packages.Select(KabiPackageDocument.Of)], plan.Hosts is null ? null : KabiFleetDocument.Of(plan));

    public void Print(TextWriter output)
    {
        output.WriteLine(KabiWords.Printable($"kernel {Kernel} ({Isa}): {Count("loads")} packages load, {Count("rebuild")} need a rebuild, {Count("refused")} cannot be loaded, {Packages.Count - Count("loads") - Count("rebuild") - Count("refused")} are not concerned"));
        foreach (var package in Packages) package.Print(output);
        Fleet?.Print(output);
    }

    private int Count(string verdict) => Packages.Count(package => package.Verdict == verdict);
}
