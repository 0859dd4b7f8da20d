// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Fleets;

/// <summary>Finds out why a host gets nothing, by asking the single host's questions about the candidate that is nearest to fitting.</summary>
internal sealed class Refusals(IReadOnlyList<DriverPackage> packages, FactColumns columns, ResolvePolicy policy)
{
    public FleetRefusal Of(FleetHost host)
    {
        var nearest = host.Catalogue is { Slots.Count: > 0 } catalogue ? catalogue.Slots.MinBy(slot => (Missed(host, slot), slot.Rank)) : null;
        if (nearest is not null && host.Domain is { Core: >= 0 } && Missed(host, nearest) == 0)
            return new FleetRefusal("domain", Outcome.Fail, "something fits this host, but nothing with the core that most members of its domain can take");
        if (nearest is not null) return Worst(host.Catalogue!.Of(nearest, host.Row));
        if (packages.Count == 0) return new FleetRefusal("catalogue", Outcome.Fail, "there is no package to choose from");
        return packages.Select(package => Worst(new Inquiry(package, columns.Facts(host.Row, columns.All), null, policy))).MinBy(refusal => refusal.Outcome)!;
    }

    private static int Missed(FleetHost host, Slot slot) => host.Catalogue!.Missed(host.Place, slot);

    private static FleetRefusal Worst(Inquiry inquiry)
    {
        var finding = Checks.All(inquiry).MaxBy(finding => finding.Outcome)!;
        return new FleetRefusal(finding.Check, finding.Outcome, finding.Reason);
    }
}
