// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Kleene's connectives over <see cref="Truth"/>.</summary>
public static class TruthLogic
{
    /// <summary>False if either is false, else unknown if either is unknown.</summary>
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    /// <summary>True if either is true, else unknown if either is unknown.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>Swaps true and false; unknown stays unknown.</summary>
    public static Truth Not(this Truth truth) => (Truth)((int)Truth.True - (int)truth);

    /// <summary>A two-valued answer as a <see cref="Truth"/>; null is unknown.</summary>
    public static Truth ToTruth(this bool? answer) => answer switch { true => Truth.True, false => Truth.False, null => Truth.Unknown };

    /// <summary>A two-valued answer as a <see cref="Truth"/>.</summary>
    public static Truth ToTruth(this bool answer) => answer ? Truth.True : Truth.False;
}
