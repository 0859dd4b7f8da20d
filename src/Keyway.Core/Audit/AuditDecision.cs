// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Audit;

/// <summary>How it was decided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditDecision>))]
public enum AuditDecision
{
    [JsonStringEnumMemberName("admitted")]
    Admitted,

    [JsonStringEnumMemberName("refused")]
    Refused,
}
