// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>A signature or attestation that verified: by whom, when, about which manifests, and where it is logged. Spec: spec/policy §"Evidence".</summary>
public sealed record VerifiedBundle
{
    /// <summary>Digest of the bundle's bytes: what a finding cites. The same bytes attached to several manifests are one bundle.</summary>
    public required Digest Bundle { get; init; }

    /// <summary>The manifests of the package that are proven subjects. An attestation may name several.</summary>
    public required ImmutableArray<Digest> Subjects { get; init; }

    public required Signatory Signer { get; init; }

    /// <summary>The times at which it provably existed; empty when nothing trusted says so.</summary>
    public ImmutableArray<VerifiedTime> Times { get => field.IsDefault ? [] : field; init; }

    /// <summary>The logs that include it, each once.</summary>
    public ImmutableArray<LogInclusion> Logs { get => field.IsDefault ? [] : field; init; }

    /// <summary>Null for a signature (a message signature or cosign's sign predicate); else what the attestation claims.</summary>
    public string? PredicateType { get; init; }

    /// <summary>The claim itself, from the verified bytes.</summary>
    public JsonElement? Predicate { get; init; }
}
