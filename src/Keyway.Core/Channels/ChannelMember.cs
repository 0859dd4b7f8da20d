// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Channels;

/// <summary>
/// A host as a member of a channel: joins, asks, and learns what both repositories say. What must never go back is persisted before it is used. Not thread safe.
/// Spec: spec/channel §"State of a host".
/// </summary>
public sealed class ChannelMember(string root, TimeProvider time)
{
    private const int NonceLength = 32;

    /// <summary>What the host remembers.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2402: it has not joined.</exception>
    public HostChannel Host => HostChannelFile.TryRead(root) ?? throw Errors.NotJoined(Path.Combine(HostChannelFile.DirectoryOf(root), HostChannelFile.Name));

    /// <summary>Whether the host has joined a channel: from then on it installs nothing else.</summary>
    public bool HasJoined => HostChannelFile.TryReadFile(root) is not null;

    /// <summary>Makes the host a member: the two roots came over a trusted way.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2401 a bad name; KW2409 it is one already; KW23xx a root that is none.</exception>
    public async Task<HostChannel> JoinAsync(HostRequest identity, string? region, string source, byte[] imagesRoot, byte[] directorRoot, CancellationToken cancellationToken)
    {
        if (HostChannelFile.TryReadFile(root) is { } known) throw Errors.Joined(HostChannelFile.DirectoryOf(root), known.Channel, known.Site);
        HostChannel host = new()
        {
            SchemaVersion = ChannelJson.SchemaVersion,
            Host = ChannelPaths.Name(identity.Host),
            Site = ChannelPaths.Name(identity.Site),
            Channel = ChannelPaths.Name(identity.Channel),
            Region = region,
            Source = source,
            Sequence = 0,
            UsedPermit = 0,
            LastSeen = time.GetUtcNow(),
            Permits = [],
            Revoked = [],
        };
        await TufClient.TrustAsync(StateOf(ChannelPaths.Images), imagesRoot, cancellationToken);
        await TufClient.TrustAsync(StateOf(ChannelPaths.Director), directorRoot, cancellationToken);
        await HostChannelFile.WriteAsync(root, host, cancellationToken);
        return host;
    }

    /// <summary>A new question for the director; answers to former ones are refused from now on.</summary>
    public async Task<HostRequest> AskAsync(CancellationToken cancellationToken)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceLength));
        var host = await HostChannelFile.ChangeAsync(root, known => known with { Nonce = nonce }, time, cancellationToken);
        return new HostRequest { SchemaVersion = ChannelJson.SchemaVersion, Host = host.Host, Site = host.Site, Channel = host.Channel, Nonce = nonce };
    }

    /// <summary>Updates both repositories and reads what they say about this host.</summary>
    /// <param name="open">The source of the folder <see cref="ChannelPaths.Images"/> or <see cref="ChannelPaths.Director"/>.</param>
    /// <param name="packages">What will be judged: it is looked up in the image repository besides what the channel names.</param>
    /// <param name="cancellationToken">Ends the update.</param>
    /// <exception cref="Artifacts.KeywayException">KW23xx: the metadata is refused. KW2400, KW2402: as above.</exception>
    public async Task<ChannelView> UpdateAsync(Func<string, ITufSource> open, IReadOnlyList<ChannelPackage> packages, CancellationToken cancellationToken)
    {
        var host = Host;
        var images = await OpenAsync(open, ChannelPaths.Images, cancellationToken);
        var director = await OpenAsync(open, ChannelPaths.Director, cancellationToken);
        var channel = await director.ReadAsync(ChannelPaths.OfChannel(host.Site, host.Channel), (bytes, source) => ChannelReader.Channel(bytes, source), cancellationToken);
        ChannelView view = new()
        {
            Channel = channel,
            Answer = await director.ReadAsync(ChannelPaths.OfHost(host.Host), (bytes, source) => ChannelReader.Answer(bytes, source), cancellationToken),
            Permits = (await director.ReadAsync(ChannelPaths.Permits, (bytes, source) => ChannelReader.Permits(bytes, source), cancellationToken))?.Permits ?? [],
            Revoked = [.. (await images.RevokedAsync(cancellationToken)).Revoked, .. (await director.RevokedAsync(cancellationToken)).Revoked],
            Images = await ExistingAsync(images, (channel?.Images ?? []).Select(image => (image.Package, image.Version)).Concat(packages.Select(package => (package.Package, package.Version))), cancellationToken),
        };
        await HostChannelFile.ChangeAsync(root, known => Remembering(known, view), time, cancellationToken);
        return view;
    }

    /// <summary>Remembers that a permit was used.</summary>
    public async Task UsePermitAsync(long? permit, CancellationToken cancellationToken)
    {
        if (permit is { } used) await HostChannelFile.ChangeAsync(root, known => known with { UsedPermit = Math.Max(known.UsedPermit, used) }, time, cancellationToken);
    }

    private HostChannel Remembering(HostChannel host, ChannelView view)
    {
        var now = time.GetUtcNow();
        return host with
        {
            Sequence = Math.Max(host.Sequence, view.Channel?.Sequence ?? 0),
            LastSeen = now > host.LastSeen ? now : host.LastSeen,
            Permits = [.. view.Permits.Where(permit => permit.Hosts.Contains(host.Host))],
            Revoked = [.. host.Revoked.Concat(view.Revoked).DistinctBy(entry => entry.Digest)],
        };
    }

    private static async Task<ImmutableArray<ChannelImage>> ExistingAsync(ChannelTargets images, IEnumerable<(string Package, string Version)> wanted, CancellationToken cancellationToken)
    {
        var existing = ImmutableArray.CreateBuilder<ChannelImage>();
        foreach (var (package, version) in wanted.Distinct())
        {
            if (await images.ImageAsync(package, version, cancellationToken) is { } found) existing.Add(found);
        }

        return existing.ToImmutable();
    }

    private async Task<ChannelTargets> OpenAsync(Func<string, ITufSource> open, string folder, CancellationToken cancellationToken)
    {
        TufClient client = new(open(folder), StateOf(folder), new TufClientSettings());
        return new ChannelTargets(await client.UpdateAsync(cancellationToken), $"the {folder} repository");
    }

    private TufState StateOf(string folder) => new(Path.Combine(HostChannelFile.DirectoryOf(root), folder), time);
}
