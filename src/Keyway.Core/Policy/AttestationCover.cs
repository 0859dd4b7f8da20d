// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>Which manifests an attestation has to be about.</summary>
[JsonConverter(typeof(WordConverter<AttestationCover>))]
public enum AttestationCover
{
    /// <summary>The index.</summary>
    [JsonStringEnumMemberName("index")]
    Index,

    /// <summary>The index and each manifest it lists.</summary>
    [JsonStringEnumMemberName("each")]
    Each,
}
