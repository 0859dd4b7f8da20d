// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Transparency;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>What a bundle has to prove to be accepted (client specification §4: "policy"). The defaults are those of the public instance. Immutable.</summary>
public sealed record VerificationPolicy
{
    /// <summary>Whose signature counts; one of them is enough, and there must be one.</summary>
    public required ImmutableArray<ExpectedSigner> Signers { get; init; }

    public ExpectedContent Content { get; init; } = ExpectedContent.Signature;

    /// <summary>Predicate types to accept, compared exactly; empty accepts all that <see cref="Content"/> allows.</summary>
    public ImmutableArray<string> PredicateTypes { get; init; } = [];

    /// <summary>In how many different logs the signature has to be. 0 makes the log optional: entries that are there still have to hold.</summary>
    public int MinimumLogEntries { get; init; } = 1;

    /// <summary>How many different timestamping authorities have to have seen the signature.</summary>
    public int MinimumTimestamps { get; init; }

    /// <summary>Whose cosignatures of checkpoints to look for. None has to be there, but one that is has to hold; how many are enough is the caller's question.</summary>
    public ImmutableArray<NoteKey> Witnesses { get => field.IsDefault ? [] : field; init; }
}
