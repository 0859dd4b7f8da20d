// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>
/// Copies an artifact between repositories: (1) read the manifests and see what is missing, (2) blobs, several at once, mounted where both sides are on one
/// registry, (3) manifests, children before parents, as the bytes that were received. So a manifest is never there without its content. Tags are left to the caller.
/// </summary>
public static class GraphCopy
{
    public static async Task<GraphCopyResult> CopyAsync(
        IOciRepository source, IOciRepository destination, Descriptor root, GraphCopyOptions options, CancellationToken cancellationToken)
    {
        CopyPlan plan = new(source, destination, options.IncludesReferrers); // (1)
        await plan.AddAsync(root, cancellationToken);
        CopyTally tally = new(options.Progress);
        foreach (var content in plan.Blobs.Values.Concat(plan.Manifests.Select(document => document.Descriptor))) tally.Planned(content);

        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken }; // (2)
        await Parallel.ForEachAsync(plan.Blobs.Values, parallel, async (blob, token) => await CopyBlobAsync(source, destination, blob, tally, token));

        var present = plan.Present.Select(descriptor => descriptor.Digest).ToHashSet(); // (3)
        foreach (var document in plan.Manifests)
        {
            await destination.PushAsync(document.Descriptor, document.OpenBytes(), cancellationToken);
            if (present.Contains(document.Descriptor.Digest)) tally.Skipped(document.Descriptor);
            else tally.Copied(document.Descriptor);
        }

        foreach (var untouched in plan.Present.Where(descriptor => plan.Manifests.TrueForAll(document => document.Descriptor.Digest != descriptor.Digest))) tally.Skipped(untouched);
        return tally.ToResult(plan.Referrers);
    }

    private static async Task CopyBlobAsync(IOciRepository source, IOciRepository destination, Descriptor blob, CopyTally tally, CancellationToken cancellationToken)
    {
        if (await destination.ExistsAsync(blob, cancellationToken))
        {
            tally.Skipped(blob);
        }
        else if (source is RegistryRepository from && destination is RegistryRepository to && await to.TryMountAsync(blob, from, cancellationToken))
        {
            tally.Mounted(blob);
        }
        else
        {
            await using CountedStream content = new(await source.OpenAsync(blob, cancellationToken), count => tally.Advanced(blob, count));
            await destination.PushAsync(blob, content, cancellationToken);
            tally.Copied(blob);
        }
    }
}
