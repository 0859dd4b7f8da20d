// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution;

/// <summary>The answer for one host: <see cref="Granted"/> or <see cref="Refused"/>, and the whole explanation.</summary>
public abstract record HostResolution
{
    private protected HostResolution()
    {
    }

    /// <summary>Every candidate: the chosen one first, then by descending version; ties in ordinal order of source and digest.</summary>
    public required ImmutableArray<Candidate> Candidates { get; init; }
}
