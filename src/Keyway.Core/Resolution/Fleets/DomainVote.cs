// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Fleets;

/// <summary>
/// Finds the core that a domain takes: of the best standing any member has a candidate with, the one that serves most members, then the newest. Linear in the
/// fitting candidates of all members. Not thread-safe: the tallies are reused. Spec: spec/resolution §"Domains".
/// </summary>
internal sealed class DomainVote(SharedCores cores)
{
    private readonly List<int> touched = [];
    private int[] votes = [];
    private int[] lastVoter = [];
    private ulong[] fitting = [];

    public void Decide(FleetDomain domain)
    {
        Reset();
        for (var member = 0; member < domain.Members.Count; member++) Count(domain.Members[member], member + 1);
        domain.Core = Winner();
        domain.Served = domain.Core < 0 ? 0 : votes[domain.Core];
        foreach (var member in domain.Members) member.Choice = domain.Core < 0 || member.Catalogue is null ? null : Best(member, domain.Core);
    }

    /// <summary>What a host without a domain takes.</summary>
    public void Decide(FleetHost host) => host.Choice = host.Catalogue is null ? null : Best(host, -1);

    private void Reset()
    {
        if (votes.Length < cores.Count) (votes, lastVoter) = (new int[cores.Count + IsaCatalogue.Spare], new int[cores.Count + IsaCatalogue.Spare]);
        foreach (var core in touched) (votes[core], lastVoter[core]) = (0, 0);
        touched.Clear();
    }

    private void Count(FleetHost member, int voter)
    {
        if (member.Catalogue is not { } catalogue) return;
        var set = Fitting(member, catalogue);
        for (var i = SlotSet.Next(set, 0); i >= 0; i = SlotSet.Next(set, i + 1))
        {
            var core = catalogue.Slots[i].Core;
            if (lastVoter[core] == voter) continue;
            if (votes[core]++ == 0) touched.Add(core);
            lastVoter[core] = voter;
        }
    }

    private int Winner()
    {
        if (touched.Count == 0) return -1;
        var standing = cores.StandingOf(touched.Min());
        return touched.Where(core => cores.StandingOf(core) == standing).OrderByDescending(core => votes[core]).ThenBy(core => core).First();
    }

    private Slot? Best(FleetHost host, int core) => host.Catalogue!.Best(Fitting(host, host.Catalogue), core, host.Row, host.Place);

    private Span<ulong> Fitting(FleetHost host, IsaCatalogue catalogue)
    {
        if (fitting.Length < catalogue.Words) fitting = new ulong[catalogue.Words];
        var set = fitting.AsSpan(0, catalogue.Words);
        catalogue.Fitting(host.Place, set);
        return set;
    }
}
