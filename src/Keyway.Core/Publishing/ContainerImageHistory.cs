// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Publishing;

/// <summary>Where one layer came from.</summary>
internal sealed record ContainerImageHistory
{
    [JsonPropertyName("created_by")]
    public string CreatedBy { get; init; } = "keyway pack";

    [JsonPropertyName("comment")]
    public required string Comment { get; init; }
}
