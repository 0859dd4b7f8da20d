// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Keyway.Publishing;

/// <summary>The run-time part of an image config: labels only, since nothing is to be run.</summary>
internal sealed record ContainerImageLabels
{
    [JsonPropertyName("Labels")]
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }
}
