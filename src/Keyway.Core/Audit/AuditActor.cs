// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Audit;

/// <summary>Who decided.</summary>
public sealed record AuditActor
{
    /// <summary>The program, such as <c>keyway</c>.</summary>
    public required string Program { get; init; }

    public required string Version { get; init; }

    /// <summary>On whose behalf: a user or a host, or null.</summary>
    public string? User { get; init; }
}
