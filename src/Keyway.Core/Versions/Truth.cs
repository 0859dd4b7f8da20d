// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>
/// Kleene's three-valued truth: what a question about a host answers when some fact may be missing. The order False &lt; Unknown &lt; True makes
/// "and" the minimum and "or" the maximum. Spec: spec/version §"Truth".
/// </summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False = 0,

    /// <summary>What is known does not decide it; never to be read as yes or as no.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    True = 2,
}
