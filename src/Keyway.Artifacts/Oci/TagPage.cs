// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>One page of <c>/tags/list</c>.</summary>
internal sealed record TagPage
{
    [JsonPropertyName("tags")]
    public List<string?>? Tags { get; init; }
}
