// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Transparency;

/// <summary>What a policy says about a checkpoint.</summary>
/// <param name="Checkpoint">The checkpoint, or null when the note is none. To be used only when it is accepted.</param>
/// <param name="Log">The log's key that signed it; null when it is refused.</param>
/// <param name="Cosigners">The policy's witnesses that cosigned it.</param>
/// <param name="Reasons">Why it is refused; empty when it is accepted.</param>
public sealed record CheckpointVerdict(Checkpoint? Checkpoint, NoteKey? Log, ImmutableArray<Cosigner> Cosigners, ImmutableArray<string> Reasons)
{
    public bool IsAccepted => Log is not null && Reasons.IsEmpty;

    /// <summary>The checkpoint that was accepted.</summary>
    /// <exception cref="KeywayException">KW2525: it was refused.</exception>
    public Checkpoint OrRefuse() => IsAccepted ? Checkpoint! : throw Errors.ProofRefused(Reasons);

    internal static CheckpointVerdict Refused(string reason) => new(null, null, [], [reason]);
}
