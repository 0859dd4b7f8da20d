// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// Keeps the trusted root of a Sigstore instance, and its signing config, in a directory, refreshed from the instance's TUF repository (spec/trust). The anchor, a root.json
/// that came over a trusted way, is all that is believed: the chain from it, and every file, is verified again each time. It is given once and then kept beside the rest.
/// Not thread safe; processes may share the directory.
/// </summary>
public sealed class SigstoreRootRefresh
{
    public const string TrustedRootTarget = "trusted_root.json";
    public const string SigningConfigTarget = "signing_config.v0.2.json";

    private const string AnchorFile = "anchor.json";

    private readonly TufState state;
    private readonly string anchorFile;
    private readonly byte[]? givenAnchor;
    private readonly string targets;
    private readonly TufClient client;
    private readonly TimeProvider time;

    /// <param name="source">The instance's TUF repository.</param>
    /// <param name="directory">Where the metadata and the targets are kept.</param>
    /// <param name="settings">With the anchor, unless it was given before; ages and limits.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="KeywayException">KW2311: an anchor was never given.</exception>
    public SigstoreRootRefresh(ITufSource source, string directory, TufClientSettings settings, TimeProvider time)
    {
        this.time = time;
        givenAnchor = settings.Anchor;
        anchorFile = Path.Combine(directory, AnchorFile);
        state = new TufState(Path.Combine(directory, DirectoryTufSource.MetadataFolder), time);
        targets = Path.Combine(directory, DirectoryTufSource.TargetsFolder);
        client = new TufClient(source, state, settings with { Anchor = givenAnchor ?? KeptAnchor(directory, settings.Limits.RootSize) });
    }

    /// <summary>Name of the trusted root in the repository.</summary>
    public string TrustedRootName { get; init; } = TrustedRootTarget;

    /// <summary>Asks the repository.</summary>
    /// <exception cref="KeywayException">KW2300 to KW2319, a code of the transport, KW2100 or KW2101: what was kept before stays.</exception>
    public async Task<SigstoreTrust> RefreshAsync(CancellationToken cancellationToken)
    {
        var update = await client.UpdateAsync(cancellationToken);
        // Only now: an anchor that leads nowhere must not stick.
        if (givenAnchor is not null) await AtomicFile.WriteAsync(anchorFile, givenAnchor, cancellationToken);
        return await ReadAsync(update, cancellationToken);
    }

    /// <summary>Uses what was kept, without the repository, as long as it may be (<see cref="TufClientSettings.OfflineAge"/>).</summary>
    /// <exception cref="KeywayException">KW2316: never refreshed, or too long ago. KW2300 to KW2319: it does not verify.</exception>
    public async Task<SigstoreTrust> OpenCachedAsync(CancellationToken cancellationToken) => await ReadAsync(await client.OpenCachedAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// What verifiers call: kept material that is younger than <paramref name="refreshAfter"/> is used as it is; older one is refreshed; and when the repository cannot be
    /// reached it still serves until its age ends. A repository that answers with something refused is never passed over so.
    /// </summary>
    /// <exception cref="KeywayException">As for <see cref="RefreshAsync"/>.</exception>
    public async Task<SigstoreTrust> CurrentAsync(TimeSpan refreshAfter, CancellationToken cancellationToken)
    {
        if (state.LastUpdate is { } updated && time.GetUtcNow() - updated < refreshAfter) return await OpenCachedAsync(cancellationToken);
        try
        {
            return await RefreshAsync(cancellationToken);
        }
        catch (KeywayException unreachable) when (unreachable.Code.Kind == ErrorKind.TryLater && state.LastUpdate is not null)
        {
            return await OpenCachedAsync(cancellationToken) with { StaleBecause = unreachable.Message };
        }
    }

    private byte[] KeptAnchor(string directory, int limit) => File.Exists(anchorFile) ? SmallFile.Read(anchorFile, limit) : throw Errors.NoTrustedRoot(directory);

    private async Task<SigstoreTrust> ReadAsync(TufUpdate update, CancellationToken cancellationToken)
    {
        var root = await FetchAsync(update, TrustedRootName, cancellationToken) ?? throw Errors.NoSuchTarget(TrustedRootName);
        return new SigstoreTrust
        {
            TrustedRoot = TrustedRoot.Parse(root),
            TrustedRootJson = root,
            SigningConfigJson = await FetchAsync(update, SigningConfigTarget, cancellationToken),
            RootVersion = update.RootVersion,
            TargetsVersion = update.TargetsVersion,
            Expires = update.Expires,
            UpdatedAt = state.LastUpdate!.Value,
        };
    }

    private async Task<byte[]?> FetchAsync(TufUpdate update, string path, CancellationToken cancellationToken)
    {
        if (await update.FindAsync(path, cancellationToken) is not { } target) return null;
        if (StatusOf(target) == "Expired") throw Errors.Withdrawn(path);
        return await update.ReadAsync(target, targets, cancellationToken);
    }

    // Sigstore's root-signing says in "custom" what a target is for and whether it is still in use.
    private static string? StatusOf(TargetFile target) =>
        target.Custom is { } custom && custom.TryGetProperty("sigstore", out var words) && words.ValueKind == JsonValueKind.Object
        && words.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
            ? status.GetString()
            : null;
}
