// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Explanations;

/// <summary>How a node of a <see cref="Derivation"/> follows from its parts.</summary>
public enum Junction
{
    /// <summary>It has no parts: an answer of its own.</summary>
    Leaf,

    /// <summary>The worst part decides.</summary>
    All,

    /// <summary>The best part decides.</summary>
    Any,
}
