// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>The promise that the package stays downloadable, with or without fixes.</summary>
public sealed record LongTermAvailability
{
    /// <summary>Last day of the promise.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Who promises it.</summary>
    public string? By { get; init; }
}
