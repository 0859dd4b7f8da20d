// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>What became of one attached bundle: what it proves, or why it was refused.</summary>
/// <param name="Referrer">The manifest that carries it.</param>
public sealed record BundleFinding(Digest Referrer, VerifiedBundle? Evidence, ImmutableArray<Refusal> Refusals)
{
    public bool IsAccepted => Evidence is not null;
}
