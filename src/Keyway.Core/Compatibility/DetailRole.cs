// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>What the details of a <see cref="Finding"/> have to do with its outcome.</summary>
public enum DetailRole
{
    /// <summary>They say more; the outcome does not follow from them.</summary>
    Background,

    /// <summary>The finding holds when it and every detail holds.</summary>
    AllOf,

    /// <summary>The finding holds when one detail holds.</summary>
    AnyOf,
}
