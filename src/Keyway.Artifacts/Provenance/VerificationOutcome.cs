// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>How a verification ended.</summary>
public enum VerificationOutcome
{
    Passed,
    Failed,
}
