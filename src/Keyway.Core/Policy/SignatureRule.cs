// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Who has to have signed the index and each of its manifests, and what must vouch for each signature. Spec: spec/policy §"Signatures".</summary>
public sealed record SignatureRule
{
    public required ImmutableArray<string> Signers { get; init; }

    /// <summary>How many of the signers; each counts once, however often it signed.</summary>
    public int? Threshold { get; init; }

    internal int Needed => Threshold ?? 1;

    /// <summary>Transparency logs that must include each signature and attestation that counts.</summary>
    public Quorum? Logs { get; init; }

    /// <summary>Timestamp authorities that must have dated it.</summary>
    public Quorum? Timestamps { get; init; }

    /// <summary>Witnesses that must have cosigned the log's checkpoint, all of them the same one; by their verifier keys, since a name proves nothing.</summary>
    public Quorum? Witnesses { get; init; }
}
