// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>How a fleet takes a kernel update, in what <c>keyway kabi plan --fleet</c> prints.</summary>
internal sealed record KabiFleetDocument(int Hosts, int OtherIsa, int Take, int Rebuild, int Refused, int Unknown, IReadOnlyList<KabiHostDocument> Hindered)
{
    public static KabiFleetDocument Of(KernelUpdatePlan plan)
    {
        var hosts = plan.Hosts!.Value;
        return new(hosts.Length, hosts.Count(host => host.Isa is not null && host.Isa != plan.Isa), Count(UpdateVerdict.Loads) + Count(UpdateVerdict.NoModules) + Count(UpdateVerdict.NotConcerned), Count(UpdateVerdict.Rebuild), Count(UpdateVerdict.Refused), hosts.Count(host => host.Isa is null), [.. hosts.Where(host => host.Worst is not null).Select(Hindrance)]);

        int Count(UpdateVerdict verdict) => hosts.Count(host => host.Isa == plan.Isa && host.Verdict == verdict);
    }

    public void Print(TextWriter output)
    {
        output.WriteLine($"fleet of {Hosts} hosts: {Take} take the kernel, {Rebuild} after a rebuild, {Refused} cannot; {OtherIsa} have another instruction set, of {Unknown} it is not known");
        foreach (var host in Hindered) output.WriteLine(KabiWords.Printable($"  {host.Verdict,-10}{host.Host}  {host.Package}: {host.Reason}"));
    }

    private static KabiHostDocument Hindrance(HostUpdate host) => new(
        host.Name,
        KabiWords.Of(host.Verdict),
        $"{host.Worst!.Package.Manifest.Package} {host.Worst.Package.Manifest.Version}",
        host.Worst.Problems.IsEmpty ? "it brings no module for that kernel" : host.Worst.Problems[0].Reason);
}
