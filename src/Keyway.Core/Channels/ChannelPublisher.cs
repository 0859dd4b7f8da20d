// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Channels;

/// <summary>
/// The operator's side: an image repository and a director in one directory, both TUF repositories. The image repository's targets are signed offline and say what
/// exists; the director's are signed online and say who may get what. One writer at a time. Spec: spec/channel §"Repositories".
/// </summary>
public sealed class ChannelPublisher(string directory, IReadOnlyList<ISigningKey> keys, TimeProvider time)
{
    private const string WorkFolder = ".state";

    /// <summary>Makes both repositories. The offline key holds both roots and the image repository's targets; the online key everything else.</summary>
    public static async Task CreateAsync(string directory, ISigningKey offline, ISigningKey online, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])[ChannelPaths.Images, ChannelPaths.Director])
        {
            RolePlan held = new([RoleKey.Of(offline)]), used = new([RoleKey.Of(online)]);
            RepositoryPlan plan = new() { Root = held, Targets = folder == ChannelPaths.Images ? held : used, Snapshot = used, Timestamp = used };
            var repository = await TufRepository.CreateAsync(Path.Combine(directory, folder), plan, new RoleLifetimes(), time, cancellationToken);
            await repository.SignAsync([offline, online], cancellationToken);
            await repository.PublishAsync([online], cancellationToken);
        }
    }

    /// <summary>Lists a package in the image repository; its target is the image index.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2408: the version exists with another content.</exception>
    public async Task<ChannelImage> PublishAsync(string package, string version, byte[] index, CancellationToken cancellationToken)
    {
        ChannelImage image = new() { Package = package, Version = version, Index = Digest.OfBytes(index), Size = index.Length };
        var existing = await (await ReadAsync(ChannelPaths.Images, cancellationToken)).ImageAsync(package, version, cancellationToken);
        if (existing is not null && existing != image) throw Errors.OtherImage(package, version, existing.Index.ToString(), image.Index.ToString());
        await WriteAsync(ChannelPaths.Images, ChannelPaths.OfImage(package, version), index, cancellationToken);
        return image;
    }

    /// <summary>Sets what a channel of a site offers: the whole list, with the next sequence number.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2401 a bad name; KW2407 a package that does not exist; KW2410 an end in the past.</exception>
    public async Task<ChannelDocument> PromoteAsync(string site, string channel, string? region, IEnumerable<(string Package, string Version)> packages, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        DemandFuture(expires);
        var path = ChannelPaths.OfChannel(site, channel);
        var former = await (await ReadAsync(ChannelPaths.Director, cancellationToken)).ReadAsync(path, (bytes, source) => ChannelReader.Channel(bytes, source), cancellationToken);
        var existing = await ReadAsync(ChannelPaths.Images, cancellationToken);
        var images = ImmutableArray.CreateBuilder<ChannelImage>();
        foreach (var (package, version) in packages)
            images.Add(await existing.ImageAsync(package, version, cancellationToken) ?? throw Errors.UnknownImage(package, version));
        ChannelDocument document = new()
        {
            SchemaVersion = ChannelJson.SchemaVersion,
            Channel = channel,
            Site = site,
            Region = region,
            Sequence = (former?.Sequence ?? 0) + 1,
            Expires = expires,
            Images = images.ToImmutable(),
        };
        await WriteAsync(ChannelPaths.Director, path, ChannelWriter.Write(document), cancellationToken);
        return document;
    }

    /// <summary>Answers a host: it may have these packages of its channel; none named means all.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2401 a bad name; KW2406 no such channel; KW2410 an end in the past.</exception>
    public async Task<HostAnswer> AnswerAsync(HostRequest request, IReadOnlyList<string> packages, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        DemandFuture(expires);
        var path = ChannelPaths.OfHost(request.Host);
        var director = await ReadAsync(ChannelPaths.Director, cancellationToken);
        var channel = await director.ReadAsync(ChannelPaths.OfChannel(request.Site, request.Channel), (bytes, source) => ChannelReader.Channel(bytes, source), cancellationToken)
            ?? throw Errors.UnknownChannel(request.Site, request.Channel);
        HostAnswer answer = new()
        {
            SchemaVersion = ChannelJson.SchemaVersion,
            Host = request.Host,
            Nonce = request.Nonce,
            Site = request.Site,
            Channel = request.Channel,
            Sequence = channel.Sequence,
            Expires = expires,
            Packages = packages.Count > 0 ? [.. packages] : [.. channel.Images.Select(image => image.Package).Distinct()],
        };
        await WriteAsync(ChannelPaths.Director, path, ChannelWriter.Write(answer), cancellationToken);
        return answer;
    }

    /// <summary>Allows hosts one step back. Permits that have ended are left off the list.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2401 a bad host id; KW2410 an end in the past.</exception>
    public async Task<DowngradePermit> PermitAsync(IEnumerable<string> hosts, Digest from, Digest to, string reason, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        DemandFuture(expires);
        var listed = (await (await ReadAsync(ChannelPaths.Director, cancellationToken)).ReadAsync(ChannelPaths.Permits, (bytes, source) => ChannelReader.Permits(bytes, source), cancellationToken))?.Permits ?? [];
        // The last one stays even when it has ended: the next number grows from it.
        var last = listed.Select(known => known.Sequence).DefaultIfEmpty().Max();
        DowngradePermit permit = new()
        {
            Sequence = last + 1,
            Hosts = [.. hosts.Select(ChannelPaths.Name)],
            From = from,
            To = to,
            Expires = expires,
            Reason = reason,
        };
        PermitList list = new() { SchemaVersion = ChannelJson.SchemaVersion, Permits = [.. listed.Where(known => known.Expires > time.GetUtcNow() || known.Sequence == last), permit] };
        await WriteAsync(ChannelPaths.Director, ChannelPaths.Permits, ChannelWriter.Write(list), cancellationToken);
        return permit;
    }

    /// <summary>Revokes an index or manifest in one of the repositories; hosts take both lists together.</summary>
    /// <param name="folder"><see cref="ChannelPaths.Director"/>, which is fast, or <see cref="ChannelPaths.Images"/>, which outlives a stolen online key.</param>
    /// <param name="digest">What no host may switch to any more.</param>
    /// <param name="reason">For people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Revocation> RevokeAsync(string folder, Digest digest, string reason, CancellationToken cancellationToken)
    {
        var list = await (await ReadAsync(folder, cancellationToken)).RevokedAsync(cancellationToken);
        Revocation revocation = list.Revoked.FirstOrDefault(entry => entry.Digest == digest) ?? new Revocation { Digest = digest, Reason = reason, Since = time.GetUtcNow() };
        var grown = list with { Revoked = [.. list.Revoked.Where(entry => entry.Digest != digest), revocation] };
        await WriteAsync(folder, ChannelPaths.Revoked, ChannelWriter.Write(grown), cancellationToken);
        return revocation;
    }

    /// <summary>Signs again what ends soonest: snapshots and timestamps. Targets are signed again by every change.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])[ChannelPaths.Images, ChannelPaths.Director]) await Repository(folder).PublishAsync(keys, cancellationToken);
    }

    private async Task<ChannelTargets> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var place = Path.Combine(directory, folder);
        var anchor = SmallFile.Read(Path.Combine(place, DirectoryTufSource.MetadataFolder, "1.root.json"), ChannelJson.MaxLength);
        // An operator reads what he wrote himself: the time of a client's last update is of no use here.
        TufClientSettings settings = new() { Anchor = anchor, ClockTolerance = Timeout.InfiniteTimeSpan };
        TufClient client = new(new DirectoryTufSource(place), new TufState(Path.Combine(directory, WorkFolder, folder), time), settings);
        return new ChannelTargets(await client.UpdateAsync(cancellationToken), $"the {folder} repository");
    }

    private async Task WriteAsync(string folder, string path, byte[] content, CancellationToken cancellationToken)
    {
        var repository = Repository(folder);
        await repository.AddTargetAsync("targets", path, content, null, cancellationToken);
        await repository.SignAsync(keys, cancellationToken);
        await repository.PublishAsync(keys, cancellationToken);
    }

    private TufRepository Repository(string folder) => TufRepository.Open(Path.Combine(directory, folder), new RoleLifetimes(), time);

    private void DemandFuture(DateTimeOffset end)
    {
        if (end <= time.GetUtcNow()) throw Errors.BadEnd(end);
    }
}
