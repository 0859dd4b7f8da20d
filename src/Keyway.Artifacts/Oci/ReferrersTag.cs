// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// The referrers tag schema for registries without the referrers API: an index under the tag <c>sha256-hex</c> of the subject, read, merged and written. Writers
/// of one process take turns; a lost update by another one is seen by reading again, and repeated. Spec: OCI distribution 1.1 §"Referrers Tag Schema".
/// </summary>
internal sealed partial class ReferrersTag(ManifestRequests manifests, string name) : IDisposable
{
    private const int MaxRounds = 6;

    private readonly SemaphoreSlim turn = new(1, 1);

    public static string Of(Digest subject) => subject.Algorithm == DigestAlgorithm.Sha512 ? $"sha512-{subject.Hex[..64]}" : $"sha256-{subject.Hex}";

    /// <summary>True for a tag that exists only for this schema.</summary>
    public static bool IsOne(string tag) => Pattern.IsMatch(tag);

    public void Dispose() => turn.Dispose();

    public async Task<IReadOnlyList<Descriptor>> ReadAsync(Digest subject, CancellationToken cancellationToken) => (await ReadIndexAsync(subject, cancellationToken)).Manifests;

    public async Task AddAsync(Digest subject, Descriptor referrer, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var round = 0; round < MaxRounds; round++)
            {
                var before = await ReadIndexAsync(subject, cancellationToken);
                if (before.Manifests.Any(entry => entry.Digest == referrer.Digest)) return;
                await WriteAsync(subject, before with { Manifests = before.Manifests.Add(referrer) }, cancellationToken);
            }

            throw Errors.ReferrersContended(name, subject, MaxRounds);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<ImageIndex> ReadIndexAsync(Digest subject, CancellationToken cancellationToken)
    {
        if (await manifests.GetAsync(Of(subject), cancellationToken) is not { } found) return LayoutIndex.Empty;
        var document = ManifestDocument.Parse(found.Descriptor, found.Bytes, name);
        if (!MediaTypes.IsIndex(found.Descriptor.MediaType)) throw Errors.BadManifest(name, found.Descriptor.Digest, $"the tag {Of(subject)} is not an index of referrers");
        return JsonSerializer.Deserialize(document.Bytes.Span, OciJson.Canonical.ImageIndex)!;
    }

    private Task<bool> WriteAsync(Digest subject, ImageIndex index, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(index, OciJson.Canonical.ImageIndex);
        Descriptor descriptor = new() { MediaType = MediaTypes.ImageIndex, Digest = Digest.OfBytes(bytes), Size = bytes.Length };
        return manifests.PutAsync(Of(subject), ManifestDocument.Parse(descriptor, bytes, name), cancellationToken);
    }

    [GeneratedRegex(@"\A(?:sha256|sha512)-[0-9a-f]{64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern { get; }
}
