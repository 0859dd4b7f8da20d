// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>The answer of the verifier: either what was proved, or why nothing is. There is never both.</summary>
public sealed record VerificationResult
{
    private VerificationResult()
    {
    }

    [MemberNotNullWhen(true, nameof(Evidence))]
    public bool IsVerified => Evidence is not null;

    /// <summary>What was proved; null when the bundle was refused.</summary>
    public VerifiedBundle? Evidence { get; private init; }

    /// <summary>The steps that refused, the first one first; empty when the bundle was accepted.</summary>
    public ImmutableArray<Refusal> Refusals { get; private init; } = [];

    internal static VerificationResult Accept(VerifiedBundle evidence) => new() { Evidence = evidence };

    internal static VerificationResult Refuse(Refusal refusal) => new() { Refusals = [refusal] };
}
