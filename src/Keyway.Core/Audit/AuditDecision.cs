// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Audit;

/// <summary>How it was decided.</summary>
public enum AuditDecision
{
    [JsonStringEnumMemberName("admitted")]
    Admitted,

    [JsonStringEnumMemberName("refused")]
    Refused,
}
