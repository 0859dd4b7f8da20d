// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Spdx;

/// <summary>What a licence expression means: one licence, all of several, or any of several.</summary>
internal abstract record SpdxTree
{
    /// <summary>Whether somebody who accepts these licences may take the whole. A licence WITH an exception grants more, so accepting the licence is enough.</summary>
    public abstract bool IsCoveredBy(IReadOnlySet<string> accepted);

    internal sealed record Licence(string Name, string? Exception) : SpdxTree
    {
        public override bool IsCoveredBy(IReadOnlySet<string> accepted) =>
            accepted.Contains(Name) || Exception is not null && accepted.Contains($"{Name} WITH {Exception}");
    }

    internal sealed record All(ImmutableArray<SpdxTree> Parts) : SpdxTree
    {
        public override bool IsCoveredBy(IReadOnlySet<string> accepted) => Parts.All(part => part.IsCoveredBy(accepted));
    }

    internal sealed record Any(ImmutableArray<SpdxTree> Parts) : SpdxTree
    {
        public override bool IsCoveredBy(IReadOnlySet<string> accepted) => Parts.Any(part => part.IsCoveredBy(accepted));
    }
}
