// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>What happened to one piece of content during a copy.</summary>
public enum CopyStep
{
    /// <summary>It was found to be needed; bytes is its size.</summary>
    Planned,

    /// <summary>Some bytes of it were read; bytes is how many more.</summary>
    Advanced,

    /// <summary>It is stored; bytes is its size.</summary>
    Copied,

    /// <summary>It was there already; bytes is its size.</summary>
    Skipped,

    /// <summary>The registry took it from another of its repositories; bytes is its size.</summary>
    Mounted,
}
