// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Channels;

/// <summary>
/// Decides whether a host may have a package: only what director and image repository both name, for this host, now, and never a step back without a permit. Pure: the
/// same values give the same verdict. All reasons are collected. Spec: spec/channel §"Decision".
/// </summary>
public static class ChannelDecision
{
    /// <summary>How far a clock may be behind the latest time seen.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Whether a package may be installed from the channel.</summary>
    /// <param name="view">What the repositories say.</param>
    /// <param name="host">What the host remembers.</param>
    /// <param name="package">What would be installed.</param>
    /// <param name="current">What the host has; null on a fresh one.</param>
    /// <param name="now">The host's clock.</param>
    public static ChannelVerdict Install(ChannelView view, HostChannel host, ChannelPackage package, ChannelPackage? current, DateTimeOffset now)
    {
        var reasons = ImmutableArray.CreateBuilder<ChannelReason>();
        // The later of both: an expiry that has passed once stays passed when the clock is set back.
        var time = now > host.LastSeen ? now : host.LastSeen;
        if (now < host.LastSeen - ClockTolerance) reasons.Add(new(ChannelRule.Clock, $"{Text(host.LastSeen)} or later", Text(now)));
        reasons.AddRange(ChannelProblems(view.Channel, host, time));
        reasons.AddRange(AnswerProblems(view, host, package, time));
        reasons.AddRange(ImageProblems(view, package));
        if (FirstRevoked(view.Revoked.AddRange(host.Revoked), package) is { } revocation) reasons.Add(Revoked(revocation));
        var permit = PermitFor(view.Permits, host, package, current, time);
        if (IsDowngrade(package, current) && permit is null) reasons.Add(NoPermit(package, current!));
        return new ChannelVerdict { Package = package, Reasons = reasons.ToImmutable(), Permit = IsDowngrade(package, current) ? permit?.Sequence : null };
    }

    /// <summary>Whether the host may switch to a package that is on its disk already. Asks no repository: revocations and permits are those of the last update.</summary>
    public static ChannelVerdict Switch(HostChannel host, ChannelPackage package, ChannelPackage? current, DateTimeOffset now)
    {
        var reasons = ImmutableArray.CreateBuilder<ChannelReason>();
        var time = now > host.LastSeen ? now : host.LastSeen;
        if (now < host.LastSeen - ClockTolerance) reasons.Add(new(ChannelRule.Clock, $"{Text(host.LastSeen)} or later", Text(now)));
        if (FirstRevoked(host.Revoked, package) is { } revocation) reasons.Add(Revoked(revocation));
        var isSame = current is not null && current.Index == package.Index;
        var permit = PermitFor(host.Permits, host, package, current, time);
        if (!isSame && permit is null && !IsNewer(package, current)) reasons.Add(NoPermit(package, current));
        return new ChannelVerdict { Package = package, Reasons = reasons.ToImmutable(), Permit = isSame ? null : permit?.Sequence };
    }

    /// <summary>The entry that names a package's index or manifest; null when none does.</summary>
    public static Revocation? FirstRevoked(ImmutableArray<Revocation> revoked, ChannelPackage package) =>
        revoked.FirstOrDefault(entry => entry.Digest == package.Index || (!package.Manifest.IsNone && entry.Digest == package.Manifest));

    private static IEnumerable<ChannelReason> ChannelProblems(ChannelDocument? channel, HostChannel host, DateTimeOffset time)
    {
        if (channel is null)
        {
            yield return new(ChannelRule.ChannelKnown, $"a channel {host.Channel} of site {host.Site}", "none");
            yield break;
        }

        if (channel.Site != host.Site || channel.Channel != host.Channel) yield return new(ChannelRule.ChannelKnown, $"channel {host.Channel} of site {host.Site}", $"channel {channel.Channel} of site {channel.Site}");
        if (channel.Expires <= time) yield return new(ChannelRule.ChannelFresh, $"an end after {Text(time)}", Text(channel.Expires));
        if (channel.Sequence < host.Sequence) yield return new(ChannelRule.ChannelSequence, $"{host.Sequence} or more", channel.Sequence.ToString(CultureInfo.InvariantCulture));
        if (channel.Region is { } region && region != host.Region) yield return new(ChannelRule.Region, host.Region ?? "no region", region);
    }

    private static IEnumerable<ChannelReason> AnswerProblems(ChannelView view, HostChannel host, ChannelPackage package, DateTimeOffset time)
    {
        if (view.Answer is not { } answer)
        {
            yield return new(ChannelRule.Answered, $"an answer to host {host.Host}", "none");
            yield break;
        }

        if (answer.Host != host.Host) yield return new(ChannelRule.AnswerHost, host.Host, answer.Host);
        if (host.Nonce is null || answer.Nonce != host.Nonce) yield return new(ChannelRule.AnswerNonce, host.Nonce ?? "a question of this host", answer.Nonce);
        if (answer.Expires <= time) yield return new(ChannelRule.AnswerFresh, $"an end after {Text(time)}", Text(answer.Expires));
        if (answer.Site != host.Site || answer.Channel != host.Channel || answer.Sequence != view.Channel?.Sequence)
            yield return new(ChannelRule.AnswerChannel, $"{host.Channel} of {host.Site}, sequence {view.Channel?.Sequence}", $"{answer.Channel} of {answer.Site}, sequence {answer.Sequence}");
        if (!answer.Packages.Contains(package.Package)) yield return new(ChannelRule.AnswerPackage, $"one of {string.Join(", ", answer.Packages)}", package.Package);
        if (host.Region is { } region && IsForbidden(package.Export, region)) yield return new(ChannelRule.Region, "a region that the package may go to", region);
    }

    private static bool IsForbidden(ExportControl? export, string region) =>
        export is not null && (export.DeniedRegions.Contains(region) || (!export.AllowedRegions.IsEmpty && !export.AllowedRegions.Contains(region)));

    private static IEnumerable<ChannelReason> ImageProblems(ChannelView view, ChannelPackage package)
    {
        var found = Text(package);
        var named = view.Channel?.Images.FirstOrDefault(image => image.Package == package.Package);
        if (named is null || !Agrees(named, package)) yield return new(ChannelRule.DirectorImage, named is null ? "a package of the channel" : Text(named), found);
        var existing = view.Images.FirstOrDefault(image => image.Package == package.Package && image.Version == package.Version);
        if (existing is null || !Agrees(existing, package)) yield return new(ChannelRule.ImageRepository, existing is null ? "a package of the image repository" : Text(existing), found);
    }

    private static bool Agrees(ChannelImage image, ChannelPackage package) => image.Version == package.Version && image.Index == package.Index && image.Size == package.Size;

    // Another package is no version of this one; the director names it.
    private static bool IsDowngrade(ChannelPackage package, ChannelPackage? current) =>
        current is not null && current.Package == package.Package && current.Index != package.Index && !IsNewer(package, current);

    // Versions that cannot be compared are not newer: what is not known is refused.
    private static bool IsNewer(ChannelPackage package, ChannelPackage? current) =>
        current is not null && current.Package == package.Package && StackVersion.TryParse(package.Version, out var wanted) && StackVersion.TryParse(current.Version, out var present) && wanted.CompareTo(present) > 0;

    private static DowngradePermit? PermitFor(ImmutableArray<DowngradePermit> permits, HostChannel host, ChannelPackage package, ChannelPackage? current, DateTimeOffset time) =>
        permits.FirstOrDefault(permit => permit.Sequence > host.UsedPermit && permit.Expires > time && permit.Hosts.Contains(host.Host) && permit.To == package.Index && permit.From == current?.Index);

    private static ChannelReason Revoked(Revocation revocation) => new(ChannelRule.Revoked, "a package that is not revoked", $"{revocation.Digest}, revoked {Text(revocation.Since)}: {revocation.Reason}");

    private static ChannelReason NoPermit(ChannelPackage package, ChannelPackage? current) =>
        new(ChannelRule.Downgrade, $"a permit for this host, not used and not expired, from {(current is null ? "nothing" : current.Index)} to {package.Index}", "none");

    private static string Text(ChannelImage image) => $"{image.Package} {image.Version} {image.Index} ({image.Size} bytes)";

    private static string Text(ChannelPackage package) => $"{package.Package} {package.Version} {package.Index} ({package.Size} bytes)";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
