// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>
/// Verifies that a log holds an entry: the leaf is hashed again from the body, its path leads to the root (RFC 6962 §2.1.1), and the log signed a checkpoint of exactly that tree
/// (client specification §4.4, c2sp.org/tlog-checkpoint). Signatures of keys that are not known are passed over.
/// </summary>
internal static class InclusionCheck
{
    /// <summary>Which of the witnesses cosigned the checkpoint (c2sp.org/tlog-cosignature), each once.</summary>
    /// <exception cref="KeywayException">KW2153 to KW2157, KW2163: the rule the proof breaks.</exception>
    public static ImmutableArray<NoteKey> Verify(LogEntry entry, EntryProof proof, TransparencyLog log, ImmutableArray<NoteKey> witnesses)
    {
        var note = proof.Checkpoint.Length > 0 ? VerifyCheckpoint(proof, log) : null;
        var isSameTree = EntryKinds.IsOfRekorV2(entry.Kind, entry.KindVersion);
        if (isSameTree ? proof.Index != entry.Index : proof.Index > entry.Index) throw Errors.BadProof($"the entry has the index {entry.Index} in the log, but {proof.Index} in its tree");
        VerifyPath(entry, proof);
        return note is null ? [] : [.. witnesses.Where(witness => HasCosigned(note, witness, log))];
    }

    private static void VerifyPath(LogEntry entry, EntryProof proof)
    {
        var hashes = new TreeHash[proof.Hashes.Length];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = TreeHash.FromBytes(proof.Hashes[i].Span);
        var leaf = TreeHash.OfLeaf(entry.CanonicalizedBody.Span);
        if (!InclusionProof.Verify(proof.Index, proof.TreeSize, leaf, hashes, TreeHash.FromBytes(proof.RootHash.Span)))
            throw Errors.BadProof($"the path from entry {proof.Index} in a tree of {proof.TreeSize} does not lead to the root {Convert.ToBase64String(proof.RootHash.Span)}");
    }

    private static SignedNote VerifyCheckpoint(EntryProof proof, TransparencyLog log)
    {
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(proof.Checkpoint), out var note, out var reason)) throw Errors.BadCheckpoint(reason);
        if (!Checkpoint.TryParse(note.Text.Span, out var checkpoint, out reason)) throw Errors.BadCheckpoint(reason);
        if (!LogOrigin.IsOriginOf(log, checkpoint.Origin)) throw Errors.OtherOrigin(log.BaseUrl, checkpoint.Origin);
        RequireSignature(note, log);
        if (checkpoint.Size != proof.TreeSize) throw Errors.OtherTree("size", $"{checkpoint.Size}", $"{proof.TreeSize}");
        if (!checkpoint.Root.ToArray().AsSpan().SequenceEqual(proof.RootHash.Span)) throw Errors.OtherTree("root", checkpoint.Root.ToBase64(), Convert.ToBase64String(proof.RootHash.Span));
        return note;
    }

    // A log that is its own witness shows nothing that its checkpoint does not.
    private static bool HasCosigned(SignedNote note, NoteKey witness, TransparencyLog log) => witness.Check(note).Verdict switch
    {
        NoteVerdict.Wrong => throw Errors.BadCosignature(log.BaseUrl, witness.Name),
        var verdict => verdict == NoteVerdict.Signed && witness.PublicKey.Fingerprint != log.Key!.Fingerprint,
    };

    // A line with the log's name and key hint claims to be the log's: it has to hold. Any other line is somebody else's.
    private static void RequireSignature(SignedNote note, TransparencyLog log)
    {
        var hint = log.LogId.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(log.LogId.Span) : 0;
        var holds = false;
        foreach (var line in note.Signatures)
        {
            if (line.KeyId != hint || !LogOrigin.IsNameOf(log, line.Name)) continue;
            if (!log.Key!.Verify(note.Text.Span, line.Signature.Span, log.Scheme)) throw Errors.BadCheckpointSignature(log.BaseUrl, "its signature does not hold");
            holds = true;
        }
        if (!holds) throw Errors.BadCheckpointSignature(log.BaseUrl, "no line has its name and key hint");
    }
}
