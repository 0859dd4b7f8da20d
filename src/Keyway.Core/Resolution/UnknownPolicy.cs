// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution;

/// <summary>What a fact nobody knows means for a package that asks for it.</summary>
public enum UnknownPolicy
{
    /// <summary>The package is not chosen: production.</summary>
    Block,

    /// <summary>The package may be chosen and the doubt is shown: laboratories.</summary>
    Warn,
}
