// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution;

/// <summary>Nothing fits.</summary>
public sealed record Refused : HostResolution
{
    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }
}
