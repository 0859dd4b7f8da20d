// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Spdx;

/// <summary>A licence expression, read and checked against the list. Spec: SPDX 2.3 annex D.</summary>
internal sealed record SpdxExpression
{
    public const int MaxLength = 1024;

    public required string Text { get; init; }

    /// <summary>What it means; null when it cannot be read.</summary>
    public required SpdxTree? Tree { get; init; }

    /// <summary>Every licence named, in order, without <c>+</c> and exceptions.</summary>
    public required ImmutableArray<string> Licences { get; init; }

    /// <summary>What there is to say about it; empty for a flawless one.</summary>
    public required ImmutableArray<SpdxProblem> Problems { get; init; }

    public static SpdxExpression Read(string text) => new SpdxReader(text).Read();
}
