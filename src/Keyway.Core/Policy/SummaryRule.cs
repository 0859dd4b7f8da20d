// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Verifiers whose summary is taken for the evidence, on a mirror or behind an air gap. Spec: spec/policy §"Summaries".</summary>
/// <param name="Verifiers">The verifiers; one passing summary of one of them is enough.</param>
public sealed record SummaryRule(ImmutableArray<TrustedVerifier> Verifiers);
