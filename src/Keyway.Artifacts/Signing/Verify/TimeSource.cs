// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Where a verified time comes from.</summary>
public enum TimeSource
{
    /// <summary>An RFC 3161 timestamping authority.</summary>
    TimestampAuthority,

    /// <summary>The signed entry timestamp of Rekor v1.</summary>
    Log,
}
