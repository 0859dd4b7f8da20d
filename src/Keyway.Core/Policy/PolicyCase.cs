// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Policy;

/// <summary>One case.</summary>
public sealed record PolicyCase
{
    public required string Name { get; init; }

    /// <summary>Name of the evidence.</summary>
    public required string Evidence { get; init; }

    /// <summary>A JSON merge patch (RFC 7396) that makes this case's evidence of it.</summary>
    public JsonElement? Change { get; init; }

    public string? Region { get; init; }

    public string? Environment { get; init; }

    public DateTimeOffset? Now { get; init; }

    public required ExpectedDecision Expect { get; init; }

    /// <summary>The rules that have to refuse, exactly; absent when any will do.</summary>
    public ImmutableArray<string>? Rules { get; init; }
}
