// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>How a run of a test suite ended.</summary>
public enum TestOutcome
{
    Passed,
    Warned,
    Failed,
}
