// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>How well a package is looked after on one day: whether its support still runs, and whether it is promised for the long term. Spec: spec/resolution §"Order".</summary>
internal readonly record struct SupportStanding(bool IsSupported, bool IsLongTerm) : IComparable<SupportStanding>
{
    public static SupportStanding Of(DriverManifest manifest, DateOnly today) =>
        new(!(manifest.Support?.EndOfLife < today), manifest.Support?.LongTermAvailability?.Until >= today);

    /// <summary>The better standing is the greater one.</summary>
    public int CompareTo(SupportStanding other) => IsSupported.CompareTo(other.IsSupported) is var order and not 0 ? order : IsLongTerm.CompareTo(other.IsLongTerm);
}
