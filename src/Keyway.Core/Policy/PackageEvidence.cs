// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>
/// Everything a policy is asked about one package: what it is, and what its verified bundles say. Only what was verified cryptographically stands in
/// <see cref="Bundles"/>; whether its makers are the right ones is the policy's question. A value, written as JSON for <c>keyway policy test</c>.
/// Spec: spec/policy §"Evidence".
/// </summary>
public sealed record PackageEvidence
{
    /// <summary>Repository as a person would write it: <c>registry.example/gpu/driver</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Digest of the package's index.</summary>
    public required Digest Index { get; init; }

    /// <summary>The manifests that the index lists, in its order. Each needs its own signature: one of the index does not cover them.</summary>
    public ImmutableArray<Digest> Children { get => field.IsDefault ? [] : field; init; }

    /// <summary>Name in the capability manifest; null when that was not read.</summary>
    public string? Package { get; init; }

    /// <summary>Version in the capability manifest, as written.</summary>
    public string? Version { get; init; }

    /// <summary>Licence expressions and where each stands.</summary>
    public ImmutableArray<LicenceClaim> Licences { get => field.IsDefault ? [] : field; init; }

    /// <summary>The bundles that verified, by a name that is the bundle's digest when a program wrote it, so that a fixture's patch can change or remove one.</summary>
    public ImmutableSortedDictionary<string, VerifiedBundle> Bundles { get => field ?? ImmutableSortedDictionary<string, VerifiedBundle>.Empty; init; }

    /// <summary>The bundles that did not, with the refusal of each. They prove nothing, and they are shown.</summary>
    public ImmutableArray<RefusedBundle> Refused { get => field.IsDefault ? [] : field; init; }

    /// <summary>How many referrers nobody looked into, because there are more than anybody should have.</summary>
    public int Unopened { get; init; }

    /// <summary>The index and its children.</summary>
    internal IEnumerable<Digest> Manifests => Children.Prepend(Index);
}
