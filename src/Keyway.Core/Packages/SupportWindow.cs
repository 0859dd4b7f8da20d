// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>Until when the package is looked after. Spec: spec/manifest §"Support".</summary>
public sealed record SupportWindow
{
    /// <summary>Last day with fixes.</summary>
    public DateOnly? EndOfLife { get; init; }

    public LongTermAvailability? LongTermAvailability { get; init; }
}
