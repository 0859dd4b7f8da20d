// SPDX-License-Identifier: Apache-2.0

using Keyway.Policy;

namespace Keyway.Admission;

/// <summary>A decision and what it was made from.</summary>
public sealed record GateDecision(AdmissionDecision Decision, PackageEvidence Evidence);
