// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>
/// The one way by which a package gets past: everything attached to its manifests is read and verified, and the policies decide.
/// <list type="number">
/// <item>The manifests: the index and whatever it lists, by digest; a tag is resolved once and never again.</item>
/// <item>The bundles attached to each, verified against the trusted root and the keys of the policies.</item>
/// <item>The policies that speak for the package judge what was verified, and nothing else.</item>
/// </list>
/// Fails closed: no policy, no bundle, no answer from the registry, each refuses. Thread safe; make one and keep it.
/// </summary>
/// <param name="root">What verifies certificates, logs and timestamps.</param>
/// <param name="policies">The policies of the site.</param>
/// <param name="time">The clock.</param>
public sealed class PackageGate(TrustedRoot root, ImmutableArray<AdmissionPolicy> policies, TimeProvider time)
{
    private readonly BundleVerification verification = new(root, policies);

    /// <summary>Decides about the package under a digest.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="index">The index, by digest: what is decided about is what the digest names, wherever a tag points meanwhile.</param>
    /// <param name="place">Where it is to go; the package's name and repository are filled in from what is read.</param>
    /// <exception cref="KeywayException">The repository does not answer, or the package itself is not sound.</exception>
    public async Task<GateDecision> DecideAsync(IOciRepository repository, Descriptor index, PolicyPlace place, CancellationToken cancellationToken)
    {
        EvidenceReader reader = new(repository, verification);
        var evidence = await reader.ReadAsync(index, place.Repository, cancellationToken);
        return new(Decide(evidence, place), evidence);
    }

    /// <summary>Decides by evidence that was gathered before, as if it were gathered now.</summary>
    public AdmissionDecision Decide(PackageEvidence evidence, PolicyPlace place) =>
        PolicyEvaluation.Decide(policies, evidence, place with { Repository = evidence.Repository, Package = evidence.Package }, time.GetUtcNow());
}
