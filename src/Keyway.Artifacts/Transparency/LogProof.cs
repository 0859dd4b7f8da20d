// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Shows offline that an entry is in a log and that witnesses saw that log: index, inclusion proof and checkpoint in one text. Parsing verifies nothing. Immutable.
/// Spec: c2sp.org/tlog-proof.
/// </summary>
public sealed class LogProof
{
    /// <summary>The largest proof that is read.</summary>
    public const int LargestProof = SignedNote.LargestNote + (128 * 1024);

    private const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <summary>Puts a proof together.</summary>
    public LogProof(long index, ImmutableArray<TreeHash> hashes, SignedNote note, ReadOnlyMemory<byte> extra = default)
    {
        Index = index;
        Hashes = hashes;
        Note = note;
        Extra = extra;
    }

    /// <summary>Which entry.</summary>
    public long Index { get; }

    /// <summary>The inclusion proof.</summary>
    public ImmutableArray<TreeHash> Hashes { get; }

    /// <summary>The checkpoint as the log and witnesses signed it.</summary>
    public SignedNote Note { get; }

    /// <summary>What the maker added; nothing vouches for it. Empty as a rule.</summary>
    public ReadOnlyMemory<byte> Extra { get; }

    /// <summary>Parses a proof.</summary>
    /// <exception cref="KeywayException">KW2521: not a proof.</exception>
    public static LogProof Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestProof) throw Errors.BadProof($"it has more than {LargestProof} bytes");
        var rest = bytes;
        if (!TakeLine(ref rest).SequenceEqual("c2sp.org/tlog-proof@v1"u8)) throw Errors.BadProof($"its first line is not {FirstLine}");
        var line = TakeLine(ref rest);
        byte[]? extra = [];
        if (line.StartsWith("extra "u8))
        {
            extra = CanonicalBase64.Decode(line["extra "u8.Length..]) ?? throw Errors.BadProof("its extra data is not base64");
            line = TakeLine(ref rest);
        }

        if (!line.StartsWith("index "u8) || !Checkpoint.TryParseSize(line["index "u8.Length..], out var index)) throw Errors.BadProof("it has no line with the index");
        var hashes = ImmutableArray.CreateBuilder<TreeHash>();
        for (line = TakeLine(ref rest); !line.IsEmpty; line = TakeLine(ref rest))
        {
            if (hashes.Count == InclusionProof.LongestProof) throw Errors.BadProof($"it has more than {InclusionProof.LongestProof} hashes");
            hashes.Add(TreeHash.TryParseBase64(line, out var hash) ? hash : throw Errors.BadProof($"its hash {hashes.Count + 1} is not one in base64"));
        }

        return SignedNote.TryParse(rest, out var note, out var reason) ? new LogProof(index, hashes.DrainToImmutable(), note, extra) : throw Errors.BadProof($"its checkpoint is not a signed note: {reason}");
    }

    /// <summary>The text form.</summary>
    public byte[] ToBytes()
    {
        StringBuilder text = new($"{FirstLine}\n");
        if (!Extra.IsEmpty) text.Append($"extra {Convert.ToBase64String(Extra.Span)}\n");
        text.Append($"index {Index}\n");
        foreach (var hash in Hashes) text.Append($"{hash.ToBase64()}\n");
        return [.. Encoding.ASCII.GetBytes(text.Append('\n').ToString()), .. Note.Bytes.Span];
    }

    /// <summary>Decides whether this shows that an entry is in a log that a policy trusts.</summary>
    /// <param name="leaf">The leaf hash of the entry.</param>
    /// <param name="policy">The policy.</param>
    public CheckpointVerdict Verify(in TreeHash leaf, LogPolicy policy)
    {
        var verdict = policy.Check(Note);
        if (verdict is not { IsAccepted: true, Checkpoint: { } checkpoint }) return verdict;
        if (Index >= checkpoint.Size) return Refuse(verdict, $"the index {Index} is outside of the checkpoint's {checkpoint.Size} entries");
        if (!InclusionProof.TryComputeRoot(Index, checkpoint.Size, leaf, Hashes.AsSpan(), out var root))
            return Refuse(verdict, $"the inclusion proof has {Hashes.Length} hashes, one for entry {Index} of {checkpoint.Size} has {InclusionProof.LengthOf(Index, checkpoint.Size)}");
        return root == checkpoint.Root ? verdict : Refuse(verdict, $"the inclusion proof does not hold for this entry: it gives the root {root}, the checkpoint has {checkpoint.Root}");
    }

    private static CheckpointVerdict Refuse(CheckpointVerdict verdict, string reason) => verdict with { Log = null, Reasons = [reason] };

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        if (end < 0) throw Errors.BadProof("it ends in the middle");
        var line = rest.Span[..end];
        rest = rest[(end + 1)..];
        return line;
    }
}
