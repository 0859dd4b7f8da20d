// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Fleets;

/// <summary>
/// Many hosts and many packages, resolved together and kept so: after one host or package changes, only what depends on it is decided again. Each host gets
/// what <see cref="Resolver"/> gives it alone, members of a domain what they agree on. Facts that no package asks about are not kept. Not thread-safe. Spec: spec/resolution.
/// </summary>
public sealed class Fleet
{
    private static readonly FactName ClusterUuid = FactName.Parse("domain.cluster-uuid");
    private static readonly FactName Clique = FactName.Parse("domain.clique");

    private readonly ResolvePolicy policy;
    private readonly FactColumns columns = new();
    private readonly Dictionary<string, KernelSymbols> symbols;
    private readonly List<DriverPackage> packages;
    private readonly Dictionary<Isa, IsaCatalogue> catalogues = [];
    private readonly SharedCores cores;
    private readonly DomainVote vote;
    private readonly List<FleetHost> hosts = [];
    private readonly Dictionary<(FactValue, FactValue), FleetDomain> domains = [];
    private readonly HashSet<FleetHost> openHosts = [];
    private readonly HashSet<FleetDomain> openDomains = [];

    /// <summary>A fleet without hosts.</summary>
    /// <param name="packages">Packages in any order, no two of one source and digest.</param>
    /// <param name="symbols">Export tables of kernels; a host has the one that its facts name.</param>
    public Fleet(IEnumerable<DriverPackage> packages, IEnumerable<KernelSymbols> symbols, ResolvePolicy policy)
    {
        this.policy = policy;
        this.packages = [.. packages];
        this.symbols = symbols.DistinctBy(table => table.Digest).ToDictionary(table => table.Digest.ToString(), StringComparer.Ordinal);
        cores = new SharedCores(policy.Today);
        vote = new DomainVote(cores);
        foreach (var reading in FactReading.Usual) columns.Of(reading);
        Catalogue();
    }

    /// <summary>How many hosts there are.</summary>
    public int Count => hosts.Count;

    /// <summary>Adds a host; its number, which counts from 0.</summary>
    public int Add(HostFacts facts)
    {
        hosts.Add(Opened(facts));
        return hosts.Count - 1;
    }

    /// <summary>The facts of a host have changed.</summary>
    public void Replace(int number, HostFacts facts)
    {
        var old = hosts[number];
        openHosts.Remove(old);
        if (old.Domain is { } domain)
        {
            domain.Members.Remove(old);
            openDomains.Add(domain);
        }

        hosts[number] = Opened(facts);
    }

    /// <summary>Adds a package.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3110: it asks for a fact that was not kept.</exception>
    public void Add(DriverPackage package)
    {
        Settle();
        foreach (var catalogue in catalogues.Values) catalogue.DemandKept(package);
        packages.Add(package);
        foreach (var catalogue in catalogues.Values)
        {
            if (!catalogue.TryAdd(package, out var slot))
            {
                Catalogue();
                return;
            }

            if (slot is not null) Welcome(catalogue, slot);
        }
    }

    /// <summary>Takes a package away.</summary>
    public void Remove(string source, Digest index)
    {
        Settle();
        packages.RemoveAll(package => package.Source == source && package.Index.Digest == index);
        foreach (var catalogue in catalogues.Values)
            foreach (var slot in catalogue.Remove(source, index)) Bereave(slot);
    }

    /// <summary>Decides everything that has changed.</summary>
    public void Settle()
    {
        foreach (var host in openHosts) vote.Decide(host);
        foreach (var domain in openDomains) vote.Decide(domain);
        openHosts.Clear();
        openDomains.Clear();
    }

    /// <summary>Whether a host gets anything.</summary>
    public bool IsServed(int number)
    {
        Settle();
        return hosts[number].Choice is not null;
    }

    /// <summary>The answer for a host.</summary>
    public FleetChoice Of(int number)
    {
        Settle();
        var host = hosts[number];
        if (host.Choice is not { } slot) return new FleetChoice { Refusal = new Refusals(packages, columns, policy).Of(host) };
        var inquiry = host.Catalogue!.Of(slot, host.Row);
        return new FleetChoice { Package = slot.Package, Build = inquiry.Build, Layers = Resolver.Layers(inquiry) };
    }

    private void Catalogue()
    {
        foreach (var isa in Enum.GetValues<Isa>()) catalogues[isa] = new IsaCatalogue(isa, packages, policy, columns, symbols);
        cores.Number([.. catalogues.Values.SelectMany(catalogue => catalogue.Slots)]);
        foreach (var host in hosts)
        {
            if (host.Catalogue is { } old) host.Catalogue = catalogues[old.Isa];
            host.Place = host.Catalogue?.Place(host.Row) ?? [];
            Open(host);
        }
    }

    private FleetHost Opened(HostFacts facts)
    {
        FleetHost host = new() { Row = columns.Row(facts), Domain = DomainOf(facts) };
        if ((policy.Isa?.Word() ?? facts.TextOf(FactNames.IsaName)) is { } word && IsaExtensions.TryParse(word, out var isa)) host.Catalogue = catalogues[isa];
        host.Place = host.Catalogue?.Place(host.Row) ?? [];
        host.Domain?.Members.Add(host);
        Open(host);
        return host;
    }

    private FleetDomain? DomainOf(HostFacts facts)
    {
        if (facts.Find(ClusterUuid)?.Value is not { } cluster || facts.Find(Clique)?.Value is not { } clique) return null;
        if (cluster is FactValue.Null || clique is FactValue.Null) return null;
        return domains.TryGetValue((cluster, clique), out var domain) ? domain : domains[(cluster, clique)] = new FleetDomain();
    }

    private void Open(FleetHost host)
    {
        if (host.Domain is { } domain) openDomains.Add(domain);
        else openHosts.Add(host);
    }

    // Only who could take the new one, and would rather, decides again.
    private void Welcome(IsaCatalogue catalogue, Slot slot)
    {
        if (cores.Add(slot)) MoveUp(slot);
        foreach (var host in hosts)
            if (host.Catalogue == catalogue && Matters(host, slot) && catalogue.Fits(host.Place, slot)) Open(host);
    }

    private static bool Matters(FleetHost host, Slot slot)
    {
        if (host.Domain is { } domain) return domain.Core < 0 || slot.Core <= domain.Core || domain.Served < domain.Members.Count;
        return host.Choice is not { } choice || slot.Group <= choice.Group;
    }

    private void MoveUp(Slot added)
    {
        foreach (var slot in catalogues.Values.SelectMany(catalogue => catalogue.Slots))
            if (slot != added && slot.Core >= added.Core) slot.Core++;
        foreach (var domain in domains.Values)
            if (domain.Core >= added.Core) domain.Core++;
    }

    // A domain that took another core stays with it: this one had fewer votes, or was older. And whoever took another of its core still does.
    private void Bereave(Slot slot)
    {
        foreach (var host in hosts)
            if (host.Choice == slot) Open(host);
    }
}
