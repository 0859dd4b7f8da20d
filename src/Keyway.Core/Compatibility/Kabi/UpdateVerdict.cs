// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>What becomes of a package under another kernel, best first.</summary>
public enum UpdateVerdict
{
    /// <summary>It has no build for that instruction set, so the update does not concern it.</summary>
    NotConcerned,

    /// <summary>It brings no kernel module.</summary>
    NoModules,

    /// <summary>A set of its prebuilt modules loads.</summary>
    Loads,

    /// <summary>No prebuilt set is proven to load; its module source can be built.</summary>
    Rebuild,

    /// <summary>Neither.</summary>
    Refused,
}
