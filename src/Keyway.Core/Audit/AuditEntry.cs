// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>One document of an audit trail: a decision with its time and actor. Spec: spec/audit.</summary>
public sealed record AuditEntry
{
    public const int CurrentVersion = 1;

    [JsonPropertyOrder(0)]
    public required int SchemaVersion { get; init; }

    /// <summary>In UTC, to the millisecond.</summary>
    [JsonPropertyOrder(1)]
    [JsonConverter(typeof(AuditTimeConverter))]
    public required DateTimeOffset Time { get; init; }

    [JsonPropertyOrder(2)]
    public required AuditActor Actor { get; init; }

    [JsonPropertyOrder(3)]
    public required AuditAction Action { get; init; }

    [JsonPropertyOrder(4)]
    public required AuditSubject Subject { get; init; }

    [JsonPropertyOrder(5)]
    public Digest? Policy { get; init; }

    [JsonPropertyOrder(6)]
    public required AuditDecision Decision { get; init; }

    [JsonPropertyOrder(7)]
    public required ImmutableArray<AuditReason> Reasons { get; init; }
}
