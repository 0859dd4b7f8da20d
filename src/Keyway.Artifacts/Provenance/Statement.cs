// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>
/// Something claimed about subjects: an in-toto statement. Reading is strict (<see cref="StatementReader"/>), writing deterministic
/// (<see cref="StatementWriter"/>). What is signed is always the received bytes, never a value of this type written again.
/// Spec: in-toto attestation 1.0 §"Statement". Immutable.
/// </summary>
public sealed record Statement
{
    /// <summary><see cref="StatementTypes.V1"/>, or <see cref="StatementTypes.V01"/> of an older tool.</summary>
    public string Type { get; init; } = StatementTypes.V1;

    /// <summary>What it is about; each has at least one digest.</summary>
    public required ImmutableArray<ResourceDescriptor> Subject { get; init; }

    /// <summary>What the predicate means.</summary>
    public required string PredicateType { get; init; }

    /// <summary>The claim; null where the statement has none.</summary>
    public JsonElement? Predicate { get; init; }

    /// <summary>
    /// Whether a thing with these digests is a subject. A subject of which one digest is right and another wrong makes the whole statement a
    /// contradiction, whatever the other subjects say.
    /// </summary>
    public DigestMatch Match(DigestSet actual)
    {
        var result = DigestMatch.Different;
        foreach (var subject in Subject)
        {
            var match = subject.Digest.Compare(actual);
            if (match == DigestMatch.Contradiction) return match;
            if (match == DigestMatch.Same) result = match;
        }

        return result;
    }
}
