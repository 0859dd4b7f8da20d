// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Artifacts.Oci;

/// <summary>A registry's error document. Spec: OCI distribution 1.1 §"Error Codes".</summary>
internal sealed record ErrorAnswer
{
    [JsonPropertyName("errors")]
    public List<Entry?>? Entries { get; init; }

    /// <summary>One problem.</summary>
    internal sealed record Entry
    {
        [JsonPropertyName("code")]
        public string? Code { get; init; }

        [JsonPropertyName("message")]
        public string? Message { get; init; }
    }
}
