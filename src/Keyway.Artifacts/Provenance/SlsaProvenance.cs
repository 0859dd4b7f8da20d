// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>How something was built: the predicate <see cref="PredicateTypes.SlsaProvenance"/>. Spec: SLSA 1.0 §"Provenance". Unset, null and empty values mean the same.</summary>
public sealed record SlsaProvenance
{
    /// <summary>Says how parameters and dependencies are to be understood.</summary>
    public required string BuildType { get; init; }

    /// <summary>What somebody outside the builder set. Untrusted: a verifier has to expect each of them.</summary>
    public ImmutableSortedDictionary<string, JsonElement> ExternalParameters { get => field ?? ImmutableSortedDictionary<string, JsonElement>.Empty; init; }

    /// <summary>What the builder set itself.</summary>
    public ImmutableSortedDictionary<string, JsonElement> InternalParameters { get => field ?? ImmutableSortedDictionary<string, JsonElement>.Empty; init; }

    public ImmutableArray<ResourceDescriptor> ResolvedDependencies { get => field.IsDefault ? [] : field; init; }

    public required SlsaBuilder Builder { get; init; }

    /// <summary>Names this run of the builder, in the builder's own words.</summary>
    public string? InvocationId { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    public ImmutableArray<ResourceDescriptor> Byproducts { get => field.IsDefault ? [] : field; init; }

    /// <summary>Reads a predicate that a verified statement carries.</summary>
    /// <exception cref="KeywayException">KW2602: not of this type.</exception>
    public static SlsaProvenance Read(JsonElement predicate) => SlsaProvenanceFormat.Read(predicate);

    /// <summary>The predicate of a statement; the same value always gives the same text.</summary>
    public JsonElement ToPredicate() => SlsaProvenanceFormat.Write(this);
}
