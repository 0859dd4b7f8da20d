// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>What a decision is about.</summary>
public sealed record AuditSubject
{
    /// <summary>How it was named: a reference, a path, a channel.</summary>
    public required string Reference { get; init; }

    /// <summary>The content that was looked at, or null when it did not come to that.</summary>
    public Digest? Digest { get; init; }
}
