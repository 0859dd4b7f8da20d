// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Keyway.Publishing;

/// <summary>The standard image config, as far as a container runtime needs it to mount the layers. Spec: OCI image 1.1 §"Image Configuration".</summary>
internal sealed record ContainerImageConfig
{
    [JsonPropertyName("architecture")]
    public required string Architecture { get; init; }

    [JsonPropertyName("os")]
    public string Os { get; init; } = "linux";

    [JsonPropertyName("config")]
    public required ContainerImageLabels Config { get; init; }

    [JsonPropertyName("rootfs")]
    public required ContainerImageRoot Root { get; init; }

    /// <summary>One entry per layer, without times.</summary>
    [JsonPropertyName("history")]
    public required ImmutableArray<ContainerImageHistory> History { get; init; }
}
