// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// What a log signs: its origin, how many entries it has and the root of the tree over them. Parse it only from the text of a note whose signature
/// was verified. Immutable. Spec: c2sp.org/tlog-checkpoint.
/// </summary>
/// <param name="Origin">The log's identity, the first line.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The root of the tree over them.</param>
/// <param name="Extensions">Further lines, each ending with a newline; empty as a rule.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root, string Extensions = "")
{
    /// <summary>Parses the text of a note.</summary>
    /// <exception cref="KeywayException">KW2502: not a checkpoint.</exception>
    public static Checkpoint Parse(ReadOnlySpan<byte> noteText) => TryParse(noteText, out var checkpoint, out var reason) ? checkpoint : throw Errors.BadCheckpoint(reason);

    /// <summary>Parses the text of a note; false, with what is wrong in words, when it is no checkpoint.</summary>
    public static bool TryParse(ReadOnlySpan<byte> noteText, [NotNullWhen(true)] out Checkpoint? checkpoint, out string reason)
    {
        checkpoint = null;
        var rest = noteText;
        if (!TakeLine(ref rest, out var origin)) return Fail("its first line, the origin, is empty", out reason);
        if (!TakeLine(ref rest, out var size) || !TryParseSize(size, out var entries)) return Fail("its second line is not a tree size in decimal digits", out reason);
        if (!TakeLine(ref rest, out var hash) || !TreeHash.TryParseBase64(hash, out var root)) return Fail("its third line is not a root hash in base64", out reason);
        var extensions = Encoding.UTF8.GetString(rest);
        while (!rest.IsEmpty)
            if (!TakeLine(ref rest, out _)) return Fail("one of its extension lines is empty", out reason);
        reason = "";
        checkpoint = new Checkpoint(Encoding.UTF8.GetString(origin), entries, root, extensions);
        return true;
    }

    /// <summary>The checkpoint in a note that a log signed.</summary>
    /// <param name="note">The note.</param>
    /// <param name="key">The log's key, whose name is the log's origin.</param>
    /// <param name="log">How messages name the log.</param>
    /// <exception cref="KeywayException">KW2514: not signed with this key, or of another log; KW2502: not a checkpoint.</exception>
    public static Checkpoint Open(SignedNote note, NoteKey key, string log)
    {
        var verdict = key.Check(note).Verdict;
        if (verdict != NoteVerdict.Signed) throw Errors.NotSignedByLog(log, key, verdict);
        var checkpoint = Parse(note.Text.Span);
        return checkpoint.Origin == key.Name ? checkpoint : throw Errors.OtherOrigin(log, key.Name, checkpoint.Origin);
    }

    /// <summary>The text that is signed.</summary>
    public byte[] ToNoteText() => Encoding.UTF8.GetBytes($"{Origin}\n{Size}\n{Root.ToBase64()}\n{Extensions}");

    /// <summary>A non-negative number of 63 bits without sign or leading zero: sizes and indices of every format here.</summary>
    internal static bool TryParseSize(ReadOnlySpan<byte> text, out long size) =>
        Utf8Parser.TryParse(text, out size, out var consumed) && consumed == text.Length && size >= 0 && text[0] is >= (byte)'0' and <= (byte)'9' && (text[0] != '0' || text.Length == 1);

    private static bool TakeLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end <= 0 ? default : rest[..end];
        if (end > 0) rest = rest[(end + 1)..];
        return end > 0;
    }

    private static bool Fail(string what, out string reason)
    {
        reason = what;
        return false;
    }
}
