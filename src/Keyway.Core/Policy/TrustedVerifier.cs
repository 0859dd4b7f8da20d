// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>A verifier, who may sign for it, and what it must have checked.</summary>
public sealed record TrustedVerifier
{
    /// <summary>The verifier's id, exactly.</summary>
    public required string Id { get; init; }

    public required ImmutableArray<string> Signers { get; init; }

    /// <summary>Digests of the policy documents it may have applied.</summary>
    public required ImmutableArray<Digest> Policies { get; init; }

    /// <summary>Globs over what the verifier was asked for: the repository it saw the package in.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>The least SLSA build level it must have found.</summary>
    public int MinimumLevel { get; init; }

    [JsonConverter(typeof(AgeJsonConverter))]
    public TimeSpan? MaximumAge { get; init; }
}
