// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution;

/// <summary>What became of one candidate.</summary>
public enum CandidateVerdict
{
    /// <summary>The answer.</summary>
    Chosen,

    /// <summary>It fits, and a better one was there.</summary>
    Surpassed,

    /// <summary>A check failed.</summary>
    Rejected,

    /// <summary>A check could not be answered and the policy blocks on that.</summary>
    Undecided,
}
