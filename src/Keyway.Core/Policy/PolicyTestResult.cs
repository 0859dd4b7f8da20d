// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>How a case went.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Problem">How the decision differs from the expected one; null when it does not.</param>
/// <param name="Decision">The decision.</param>
public sealed record PolicyTestResult(string Name, string? Problem, AdmissionDecision Decision);
