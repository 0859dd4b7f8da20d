// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Predicates;

/// <summary>What a predicate may look at. Immutable.</summary>
/// <param name="Facts">The host's facts.</param>
public sealed record PredicateScope(HostFacts Facts)
{
    /// <summary>The kernel's export table, for <c>crcSubset</c>; used only when the facts name its digest.</summary>
    public KernelSymbols? Symbols { get; init; }

    /// <summary>The facts of every host of the domain, this one among them, for <c>same</c>; empty when nobody said who they are.</summary>
    public ImmutableArray<HostFacts> Domain { get; init; } = [];

    /// <summary>The item that <c>member</c> means inside <c>where</c>; null outside.</summary>
    internal ListItem? Item { get; init; }
}
