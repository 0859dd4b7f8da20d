// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// Finds the bundles that refer to a manifest. A list of referrers is only a hint about what they are: each manifest is opened, and its own artifact type, layer
/// and subject decide. Spec: OCI distribution 1.1 §"Listing Referrers", Sigstore bundle format §"OCI".
/// </summary>
public static class BundleReferrers
{
    /// <summary>
    /// 1. lists the referrers, those whose listed type says "bundle" first; 2. opens them up to <see cref="ReferrerLimits.Opened"/>, the ones of a listed foreign
    /// type only when nothing else was a bundle; 3. keeps sound ones about this very manifest.
    /// </summary>
    public static async Task<AttachedBundles> FindAsync(IOciRepository repository, Digest subject, CancellationToken cancellationToken)
    {
        var listed = await repository.ReferrersAsync(subject, null, cancellationToken); // 1
        var ranked = listed.Where(entry => entry.MediaType == MediaTypes.ImageManifest).ToLookup(RankOf);
        List<Descriptor> likely = [.. ranked[Rank.Bundle], .. ranked[Rank.Unknown]];
        Opening opening = new(repository, subject);
        await opening.OpenAsync(likely, cancellationToken); // 2
        if (opening.Found.Count == 0) await opening.OpenAsync([.. ranked[Rank.Foreign]], cancellationToken);
        return opening.ToBundles(listed.Count); // 3
    }

    private static Rank RankOf(Descriptor listed) => IsBundle(listed.ArtifactType) ? Rank.Bundle : IsUninformative(listed.ArtifactType) ? Rank.Unknown : Rank.Foreign;

    private static bool IsBundle(string? mediaType) => mediaType is not null && BundleMediaTypes.VersionOf(mediaType) is not null;

    // A listed type that says nothing about the manifest: none, or the media type of a config. cosign 3 writes the latter into the referrers tag of registries
    // without the referrers API, whatever the manifest's own artifact type is.
    private static bool IsUninformative(string? listed) => listed is null or "" or MediaTypes.Empty or MediaTypes.ImageConfig;

    private enum Rank
    {
        Bundle,
        Unknown,
        Foreign,
    }

    private sealed class Opening(IOciRepository repository, Digest subject)
    {
        private readonly List<UnsoundReferrer> unsound = [];
        private int opened;
        private int unopened;

        public List<AttachedBundle> Found { get; } = [];

        public async Task OpenAsync(List<Descriptor> entries, CancellationToken cancellationToken)
        {
            var count = Math.Min(entries.Count, ReferrerLimits.Opened - opened);
            unopened += entries.Count - count;
            opened += count;
            var outcomes = new object?[count];
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = ReferrerLimits.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(Enumerable.Range(0, count), parallel, async (index, token) => outcomes[index] = await ReadAsync(entries[index], token));
            Found.AddRange(outcomes.OfType<AttachedBundle>());
            unsound.AddRange(outcomes.OfType<UnsoundReferrer>());
        }

        public AttachedBundles ToBundles(int listed) => new()
        {
            Bundles = [.. Found.OrderBy(bundle => bundle.MayBeSignature ? 0 : 1).Take(ReferrerLimits.Bundles)],
            Unsound = [.. unsound],
            Others = listed - Found.Count - unsound.Count - unopened,
            Unopened = unopened + Math.Max(0, Found.Count - ReferrerLimits.Bundles),
        };

        // A broken referrer takes nothing away from a sound one beside it; a registry that does not answer does.
        private async Task<object?> ReadAsync(Descriptor entry, CancellationToken cancellationToken)
        {
            if (entry.Size > ReferrerLimits.ManifestSize) return Mismatch(entry, $"its manifest has {entry.Size} bytes, more than {ReferrerLimits.ManifestSize}");
            try
            {
                return Examine(entry, await repository.ReadManifestAsync(entry, cancellationToken));
            }
            catch (KeywayException refusal) when (refusal.Code.Kind is ErrorKind.VerificationRefused or ErrorKind.NotFound)
            {
                return new UnsoundReferrer(entry.Digest, $"{refusal.Code.Id} {refusal.Message}");
            }
        }

        private object? Examine(Descriptor entry, ManifestDocument manifest)
        {
            var isOne = manifest.Layers is [var only, ..] && IsBundle(only.MediaType);
            if (!isOne && !IsBundle(manifest.ArtifactType)) return null;
            if (!isOne) return Mismatch(entry, $"its artifact type is {manifest.ArtifactType}, but it has no layer of that type");
            if (manifest.Layers.Length > 1) return Mismatch(entry, $"it has {manifest.Layers.Length} layers where a bundle is one");
            if (manifest.Subject is not { } about) return Mismatch(entry, "it refers to nothing");
            return about.Digest == subject ? Bundle(manifest) : Mismatch(entry, $"it refers to {about.Digest}, not to {subject}");
        }

        private AttachedBundle Bundle(ManifestDocument manifest) => new()
        {
            Manifest = manifest.Descriptor,
            Subject = subject,
            Layer = manifest.Layers[0],
            ClaimedPredicate = manifest.Annotations.GetValueOrDefault(BundleAnnotation.PredicateType),
            ClaimedTime = manifest.Annotations.GetValueOrDefault(AnnotationKeys.Created),
        };

        private static UnsoundReferrer Mismatch(Descriptor entry, string reason) => new(entry.Digest, reason);
    }
}
