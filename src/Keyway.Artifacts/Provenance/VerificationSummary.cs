// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>
/// That a verifier checked subjects against a policy: the predicate <see cref="PredicateTypes.VerificationSummary"/>. Whoever trusts the verifier may
/// take it for the evidence itself, on a mirror or behind an air gap. Spec: SLSA 1.0 §"Verification Summary Attestation".
/// </summary>
public sealed record VerificationSummary
{
    /// <summary>The verifier; only trusted together with whoever signed the summary.</summary>
    public required string VerifierId { get; init; }

    public ImmutableSortedDictionary<string, string> VerifierVersion { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    public required DateTimeOffset TimeVerified { get; init; }

    /// <summary>What the verifier was asked for, such as the repository the artifact was offered in.</summary>
    public required string ResourceUri { get; init; }

    /// <summary>The policy: an address, and the digest of its text.</summary>
    public required ResourceDescriptor Policy { get; init; }

    public ImmutableArray<ResourceDescriptor> InputAttestations { get => field.IsDefault ? [] : field; init; }

    public required VerificationOutcome Outcome { get; init; }

    /// <summary>Levels such as <c>SLSA_BUILD_LEVEL_3</c>, one a track.</summary>
    public required ImmutableArray<string> VerifiedLevels { get; init; }

    /// <summary>Version of SLSA the verifier used.</summary>
    public string? SlsaVersion { get; init; }

    /// <summary>The build level that was verified; null when none is named, 0 when it failed.</summary>
    public int? BuildLevel => VerifiedLevels.Select(BuildLevelOf).FirstOrDefault(level => level is not null);

    /// <summary>Reads a predicate that a verified statement carries.</summary>
    /// <exception cref="KeywayException">KW2602: not of this type, or a result that its own levels contradict.</exception>
    public static VerificationSummary Read(JsonElement predicate) => VerificationSummaryFormat.Read(predicate);

    /// <summary>The predicate of a statement; the same value always gives the same text.</summary>
    public JsonElement ToPredicate() => VerificationSummaryFormat.Write(this);

    internal static int? BuildLevelOf(string level) => level switch
    {
        "SLSA_BUILD_LEVEL_0" or "FAILED" => 0,
        "SLSA_BUILD_LEVEL_1" => 1,
        "SLSA_BUILD_LEVEL_2" => 2,
        "SLSA_BUILD_LEVEL_3" => 3,
        _ => null,
    };
}
