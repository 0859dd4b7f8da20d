// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Channels;
using Keyway.Hosts.Store;
using Keyway.Packages;

namespace Keyway.Cli;

/// <summary>What the channel of a host says to the packages that an install chooses among.</summary>
internal sealed class ChannelAdmission
{
    private readonly Dictionary<Artifacts.Content.Digest, ChannelVerdict> verdicts;
    private readonly HostChannel host;

    private ChannelAdmission(HostChannel host, Dictionary<Artifacts.Content.Digest, ChannelVerdict> verdicts) => (this.host, this.verdicts) = (host, verdicts);

    public static async Task<ChannelAdmission> ReadAsync(ChannelMember member, ImmutableArray<DriverPackage> candidates, StoreStatus status, CliContext context, CancellationToken cancellationToken)
    {
        var view = await ChannelSource.UpdateAsync(member, [.. candidates.Select(ChannelPackage.Of)], context, cancellationToken);
        var remembered = member.Host;
        return new(remembered, candidates.ToDictionary(
            package => package.Index.Digest,
            package => ChannelDecision.Install(view, remembered, ChannelPackage.Of(package), CurrentOf(status), context.Time.GetUtcNow())));
    }

    /// <summary>What a host has, as its channel looks at it.</summary>
    public static ChannelPackage? CurrentOf(StoreStatus status) =>
        status.Current is { } current ? new(current.Package, current.Version, current.Index) { Manifest = current.Manifest } : null;

    /// <summary>The candidates that the channel admits.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2403: none; the reasons against the first.</exception>
    public ImmutableArray<DriverPackage> Filter(ImmutableArray<DriverPackage> candidates)
    {
        var admitted = candidates.Where(package => verdicts[package.Index.Digest].IsAdmitted).ToImmutableArray();
        return admitted.IsEmpty && !candidates.IsEmpty ? throw verdicts[candidates[0].Index.Digest].RefusalFor(host) : admitted;
    }

    public ChannelVerdict? Of(InstallRequest request) => verdicts.GetValueOrDefault(request.Index);
}
