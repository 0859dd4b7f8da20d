// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>One decision, as whoever made it hands it to <see cref="AuditTrail.RecordAsync"/>, which adds the time and the actor.</summary>
public sealed record AuditRecord
{
    public required AuditAction Action { get; init; }

    public required AuditSubject Subject { get; init; }

    public required AuditDecision Decision { get; init; }

    /// <summary>The policy that was applied, or null.</summary>
    public Digest? Policy { get; init; }

    /// <summary>Why; of a refusal at least one.</summary>
    public ImmutableArray<AuditReason> Reasons { get; init; } = [];

    /// <summary>The record of a refusal that was thrown.</summary>
    public static AuditRecord Refused(AuditAction action, AuditSubject subject, KeywayException refusal) =>
        new() { Action = action, Subject = subject, Decision = AuditDecision.Refused, Reasons = [AuditReason.Of(refusal)] };
}
