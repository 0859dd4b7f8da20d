// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>
/// A policy document: for which packages it speaks, whom it trusts, and what it demands. Read by <see cref="AdmissionPolicyReader"/>, judged by
/// <see cref="PolicyEvaluation"/>. Immutable. Spec: spec/policy §"Document".
/// </summary>
public sealed record AdmissionPolicy
{
    /// <summary>The only schema version so far.</summary>
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    /// <summary>What decisions and audit records call it.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required PolicyScope Scope { get; init; }

    /// <summary>What it means when a rule cannot be answered.</summary>
    public required UnknownMeaning Unknown { get; init; }

    /// <summary>Everybody trusted for anything, by the name that the rules use.</summary>
    public required ImmutableSortedDictionary<string, TrustedSigner> Signers { get; init; }

    public required SignatureRule Signatures { get; init; }

    public ProvenanceRule? Provenance { get; init; }

    public SbomRule? Sbom { get; init; }

    public TestRule? Tests { get; init; }

    /// <summary>Attestations of other kinds that must be there.</summary>
    public ImmutableArray<AttestationRule> Attestations { get => field.IsDefault ? [] : field; init; }

    /// <summary>Repositories the package may be in, exactly, or with a '/' at the end all below; empty for any.</summary>
    public ImmutableArray<string> Repositories { get => field.IsDefault ? [] : field; init; }

    public LicenceRule? Licences { get; init; }

    /// <summary>How long ago the index may have been signed.</summary>
    [JsonConverter(typeof(AgeJsonConverter))]
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>The oldest version admitted, so that an old and vulnerable package cannot come back.</summary>
    public StackVersion? MinimumVersion { get; init; }

    /// <summary>Whose verification summary stands in for the evidence itself.</summary>
    public SummaryRule? Summaries { get; init; }

    /// <summary>Digest of the received bytes: what audit records and summaries cite.</summary>
    [JsonIgnore]
    public Digest Digest { get; init; }
}
