// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>What one policy says.</summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Digest">Digest of its document.</param>
/// <param name="IsAdmitted">True when no rule refused.</param>
/// <param name="Findings">Every rule that was asked, in the order of the specification.</param>
public sealed record PolicyVerdict(string Policy, Digest Digest, bool IsAdmitted, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>SLSA build level that the evidence reached; null when no rule asked.</summary>
    public int? BuildLevel { get; init; }
}
