// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Explanations;

/// <summary>A candidate that does not fit, with its derivation and minimal failing set.</summary>
internal sealed record Blocked(Candidate Candidate, Derivation Derivation, ImmutableArray<Derivation> Set)
{
    public static Blocked Of(Candidate candidate, UnknownPolicy policy)
    {
        var derivation = Derivation.Of(candidate);
        return new Blocked(candidate, derivation, FailingSet.Of(derivation, policy));
    }

    public static string NameOf(Candidate candidate) => $"{candidate.Package.Manifest.Package} {candidate.Package.Manifest.Version}";
}
