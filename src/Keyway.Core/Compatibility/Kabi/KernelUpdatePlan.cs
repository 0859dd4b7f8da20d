// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>
/// "Can this fleet take kernel X?": what becomes of each package under it, and of each host, whose own enforcement of signatures counts. Pure: the order
/// of packages and hosts does not matter. Spec: spec/kabi §"Plan".
/// </summary>
public sealed record KernelUpdatePlan
{
    public required KernelAbi Kernel { get; init; }

    /// <summary>The instruction set the plan is for.</summary>
    public required string Isa { get; init; }

    /// <summary>In ordinal order of name, then by descending version text.</summary>
    public required ImmutableArray<PackageUpdate> Packages { get; init; }

    /// <summary>In ordinal order of name; null when no fleet was given.</summary>
    public ImmutableArray<HostUpdate>? Hosts { get; init; }

    /// <summary>The worst of all: of the hosts concerned where there is a fleet, else of the packages.</summary>
    public UpdateVerdict Verdict => (Hosts is { } hosts ? hosts.Where(host => host.Isa == Isa).Select(host => host.Verdict) : Packages.Select(package => package.Verdict)).DefaultIfEmpty(UpdateVerdict.NotConcerned).Max();

    /// <summary>Makes the plan.</summary>
    /// <param name="isa">The instruction set of the kernel, when its document does not tell.</param>
    /// <param name="hosts">Facts of the fleet by host name; null for none.</param>
    public static KernelUpdatePlan Of(KernelAbi kernel, string isa, IEnumerable<DriverPackage> packages, IEnumerable<KeyValuePair<string, HostFacts>>? hosts)
    {
        var ordered = packages.OrderBy(package => package.Manifest.Package, StringComparer.Ordinal).ThenByDescending(package => package.Manifest.Version, StringComparer.Ordinal).ThenBy(package => package.Index.Digest).ToImmutableArray();
        // Hosts differ in what they demand of signatures only, so whole fleets are a handful of judgements.
        Dictionary<(bool?, string, string?), ImmutableArray<PackageUpdate>> known = [];
        return new()
        {
            Kernel = kernel,
            Isa = isa,
            Packages = Judge(ordered, isa, LoadingKernel.Of(kernel)),
            Hosts = hosts?.OrderBy(host => host.Key, StringComparer.Ordinal).Select(host => One(host.Key, host.Value)).ToImmutableArray(),
        };

        HostUpdate One(string name, HostFacts facts)
        {
            var own = facts.TextOf(FactNames.IsaName);
            if (own != isa) return new(name, own, UpdateVerdict.NotConcerned, null);
            var loading = LoadingKernel.Of(kernel, facts);
            var key = (loading.DemandsSignature, loading.Demand, loading.TrustedKeys is { } keys ? string.Join(' ', keys) : null);
            if (!known.TryGetValue(key, out var updates)) known[key] = updates = Judge(ordered, isa, loading);
            var worst = updates.MaxBy(update => update.Verdict);
            return new(name, own, worst?.Verdict ?? UpdateVerdict.NotConcerned, worst?.Verdict >= UpdateVerdict.Rebuild ? worst : null);
        }
    }

    private static ImmutableArray<PackageUpdate> Judge(ImmutableArray<DriverPackage> packages, string isa, LoadingKernel kernel) => [.. packages.Select(package => PackageUpdate.Of(package, isa, kernel))];
}
