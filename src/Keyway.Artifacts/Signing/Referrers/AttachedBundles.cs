// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>What was found attached to one manifest.</summary>
public sealed record AttachedBundles
{
    /// <summary>Those to try, the likeliest signatures first.</summary>
    public required ImmutableArray<AttachedBundle> Bundles { get; init; }

    /// <summary>Referrers that look like bundles and are not sound ones.</summary>
    public required ImmutableArray<UnsoundReferrer> Unsound { get; init; }

    /// <summary>Referrers of other kinds: SBOMs in the open, test reports.</summary>
    public required int Others { get; init; }

    /// <summary>Referrers that nobody looked into, because there are more than anybody should have.</summary>
    public required int Unopened { get; init; }
}
