// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Planning;

/// <summary>Whether work must leave the host before it is changed.</summary>
public enum DrainNeed
{
    /// <summary>Nothing that runs is touched, or nobody uses the devices.</summary>
    None,

    /// <summary>Modules, GPUs or the host restart while processes use the devices.</summary>
    Needed,

    /// <summary>Something restarts, and nobody knows whether the devices are in use: to be drained.</summary>
    Unknown,
}
