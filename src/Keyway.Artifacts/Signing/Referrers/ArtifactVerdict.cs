// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>Whether an artifact is accepted: every one of its manifests has to be.</summary>
/// <param name="Repository">Where it was looked at.</param>
/// <param name="Manifests">The root first.</param>
public sealed record ArtifactVerdict(string Repository, ImmutableArray<ManifestVerdict> Manifests)
{
    public bool IsAccepted => !Manifests.IsEmpty && Manifests.All(manifest => manifest.IsAccepted);

    /// <summary>This verdict when it accepts.</summary>
    /// <exception cref="KeywayException">KW2252: a manifest has no signature that holds. KW2253: all that are refused were signed, but by nobody the policy wants.</exception>
    public ArtifactVerdict OrRefuse() => IsAccepted ? this : throw Refusal();

    /// <summary>The refusal that names the first manifest without an accepted signature.</summary>
    public KeywayException Refusal()
    {
        var refused = Manifests.Where(manifest => !manifest.IsAccepted).ToList();
        if (refused.Count == 0) throw new InvalidOperationException("there is nothing to verify, or nothing to refuse");
        var worst = refused.Find(manifest => !manifest.IsRefusedByPolicy) ?? refused[0];
        return worst.IsRefusedByPolicy ? Errors.NotWanted(Repository, worst, refused.Count) : Errors.NotSigned(Repository, worst, refused.Count);
    }
}
