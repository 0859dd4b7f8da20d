// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Preflight;

/// <summary>What a preflight concludes. Spec: spec/preflight §"Verdict".</summary>
public enum PreflightVerdict
{
    /// <summary>Every check is ok.</summary>
    Ready,

    /// <summary>Nothing stands in the way, and something should be known before.</summary>
    Warned,

    /// <summary>The package does not fit the host, or that cannot be told.</summary>
    Stopped,

    /// <summary>The package fits, and the host is not in a state to be changed.</summary>
    NotNow,
}
