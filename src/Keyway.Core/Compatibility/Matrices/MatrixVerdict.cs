// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Matrices;

/// <summary>What a matrix says about a package on a host. Entries have all but <see cref="Unknown"/>.</summary>
public enum MatrixVerdict
{
    /// <summary>It was tested and works.</summary>
    Supported,

    /// <summary>It works and is on its way out.</summary>
    Deprecated,

    /// <summary>Nobody tested it; what holds when no entry speaks of the host.</summary>
    Untested,

    /// <summary>It is known to fail.</summary>
    KnownBad,

    /// <summary>The facts do not say which entries speak of the host.</summary>
    Unknown,
}
