// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Audit;

/// <summary>Why it was decided so.</summary>
public sealed record AuditReason
{
    /// <summary>The code of a refusal or of a rule, such as <c>KW2101</c>, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words.</summary>
    public required string Text { get; init; }

    /// <summary>The reason that a refusal gives.</summary>
    public static AuditReason Of(KeywayException refusal) => new() { Code = refusal.Code.Id, Text = refusal.Message };
}
