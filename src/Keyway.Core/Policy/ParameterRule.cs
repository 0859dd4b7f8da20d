// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Policy;

/// <summary>What one external parameter may be: exactly one of the members says it. Spec: spec/policy §"External parameters".</summary>
public sealed record ParameterRule
{
    /// <summary>This value.</summary>
    [JsonPropertyName("equals")]
    public JsonElement? Exactly { get; init; }

    /// <summary>One of these values.</summary>
    public ImmutableArray<JsonElement>? OneOf { get; init; }

    /// <summary>Text of this form.</summary>
    public string? Glob { get; init; }

    /// <summary>An object, each member of which has its rule.</summary>
    public ImmutableSortedDictionary<string, ParameterRule>? Members { get; init; }

    /// <summary>Anything at all: only <c>true</c> can be written.</summary>
    public bool? Any { get; init; }

    /// <summary>Whether it may be absent or empty.</summary>
    public bool Optional { get; init; }
}
