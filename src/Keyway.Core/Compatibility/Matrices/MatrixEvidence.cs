// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Compatibility.Matrices;

/// <summary>Why an entry says what it says: an attestation by digest, an address where people can read, or both.</summary>
public sealed record MatrixEvidence
{
    /// <summary>Digest of the attestation; null for what only has an address.</summary>
    public Digest? Digest { get; init; }

    /// <summary>An http or https address.</summary>
    public string? Link { get; init; }

    /// <summary>What it is, in one line.</summary>
    public string? Title { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public DateOnly? NotAfter { get; init; }

    /// <summary>For people.</summary>
    public override string ToString() => string.Join(' ', new[] { Title, Link, Digest?.ToString() }.Where(part => part is not null));
}
