// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Channels;

namespace Keyway.Hosts.Store;

/// <summary>
/// What a host's channel says to a change. It is read from the host itself at every change, so that no caller can leave it out; a host that has joined no channel has
/// no gate. Spec: spec/channel §"Switching".
/// </summary>
internal sealed class ChannelGate(string hostRoot, DateTimeOffset now)
{
    private readonly HostChannel? host = HostChannelFile.TryRead(hostRoot);

    /// <summary>The entry that revokes a generation; null when none does.</summary>
    public Revocation? RevocationOf(Generation? generation) =>
        host is null || generation is null ? null : ChannelDecision.FirstRevoked(host.Revoked, PackageOf(generation));

    /// <summary>Refuses an install that the channel did not admit.</summary>
    /// <exception cref="KeywayException">KW2405, KW2404.</exception>
    public void DemandInstall(ChannelVerdict? admitted, Generation? from, Generation to)
    {
        if (host is null) return;
        var package = PackageOf(to);
        if (admitted is not { IsAdmitted: true } || admitted.Package.Index != to.Index) throw Channels.Errors.NotByChannel(host, package);
        // The manifest of this ISA is known only now.
        if (RevocationOf(to) is not null) throw RefusalOf(from, to)!;
        // Another program may have installed something newer, or used the permit, since the decision was made.
        if (from is not null && from.Package == to.Package && RefusalOf(from, to) is { } refusal) throw refusal;
    }

    /// <summary>Why the host may not switch to a generation on its disk; null when it may.</summary>
    public KeywayException? RefusalOf(Generation? from, Generation to)
    {
        if (host is null) return null;
        var verdict = VerdictOf(from, to);
        return verdict!.IsAdmitted ? null : Channels.Errors.SwitchRefused(verdict.Package, verdict.Reasons);
    }

    /// <summary>The permit that a switch uses.</summary>
    public long? PermitOf(Generation? from, Generation to) => VerdictOf(from, to)?.Permit;

    private ChannelVerdict? VerdictOf(Generation? from, Generation to) => host is null ? null : ChannelDecision.Switch(host, PackageOf(to), from is null ? null : PackageOf(from), now);

    private static ChannelPackage PackageOf(Generation generation) => new(generation.Package, generation.Version, generation.Index) { Manifest = generation.Manifest };
}
