// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Preflight;

/// <summary>What a check of a preflight is about. Spec: spec/preflight §"Checks".</summary>
public enum PreflightKind
{
    /// <summary>Whether the package can work on this host at all.</summary>
    Fit,

    /// <summary>Whether the host is in a state in which it may be changed now.</summary>
    State,
}
