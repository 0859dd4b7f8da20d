// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Policy;

/// <summary>Cases that a policy has to decide in a known way, for its author's CI. Spec: spec/policy §"Fixtures".</summary>
public sealed record PolicyFixtures
{
    public required int SchemaVersion { get; init; }

    /// <summary>Policy documents or directories, relative to this file.</summary>
    public required ImmutableArray<string> Policies { get; init; }

    /// <summary>The time every case assumes unless it has its own.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Evidence by name: the document itself, or text with the path of one.</summary>
    public required ImmutableSortedDictionary<string, JsonElement> Evidence { get; init; }

    public required ImmutableArray<PolicyCase> Cases { get; init; }
}
