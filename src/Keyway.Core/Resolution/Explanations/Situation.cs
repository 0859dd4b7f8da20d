// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Explanations;

/// <summary>Everything but the packages that a resolution is asked with. A what-if question is a changed situation. Immutable. Spec: spec/explanation §"Changes".</summary>
public sealed record Situation(HostFacts Facts, KernelSymbols? Symbols, ResolvePolicy Policy)
{
    /// <summary>The resolver's answer in this situation.</summary>
    public HostResolution Resolve(ImmutableArray<DriverPackage> candidates) => Resolver.Resolve(candidates, Facts, Symbols, Policy);

    /// <summary>What the resolver says about one package on its own.</summary>
    internal Candidate Judge(DriverPackage package) => Resolve([package]).Candidates[0];
}
