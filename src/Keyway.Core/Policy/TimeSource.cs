// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>What kind of authority vouches for a time.</summary>
[JsonConverter(typeof(WordConverter<TimeSource>))]
public enum TimeSource
{
    /// <summary>An RFC 3161 token.</summary>
    [JsonStringEnumMemberName("timestamp-authority")]
    TimestampAuthority,

    /// <summary>A signed entry timestamp of a Rekor v1 log.</summary>
    [JsonStringEnumMemberName("log")]
    Log,
}
