// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// A text with signature lines below it. Parsing verifies nothing: the text must not be used before a known key's signature was verified over
/// <see cref="Text"/>. Immutable. Spec: c2sp.org/signed-note.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The largest note that is read: 16 post-quantum signatures fit several times.</summary>
    public const int LargestNote = 256 * 1024;

    /// <summary>The most signature lines that are read.</summary>
    public const int MostSignatures = 100;

    private const int KeyIdLength = 4;

    private SignedNote(ReadOnlyMemory<byte> bytes, int textLength, ImmutableArray<NoteSignature> signatures)
    {
        Bytes = bytes;
        Text = bytes[..textLength];
        Signatures = signatures;
    }

    /// <summary>The whole note as it was received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The signed text: valid UTF-8 that ends with a newline.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>The signature lines in their order; at least one.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    private static ReadOnlySpan<byte> Dash => "— "u8;

    /// <summary>Parses a note, which must stay unchanged as long as this object lives.</summary>
    /// <exception cref="KeywayException">KW2501: not a note.</exception>
    public static SignedNote Parse(ReadOnlyMemory<byte> bytes) => TryParse(bytes, out var note, out var reason) ? note : throw Errors.BadNote(reason);

    /// <summary>Parses a note; false, with what is wrong in words, when it is none.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SignedNote? note, out string reason)
    {
        note = null;
        reason = Malformation(bytes.Span);
        if (reason.Length > 0) return false;
        var textLength = bytes.Span.LastIndexOf("\n\n"u8) + 1;
        var lines = ImmutableArray.CreateBuilder<NoteSignature>();
        for (var rest = bytes[(textLength + 1)..]; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (lines.Count == MostSignatures) reason = $"it has more than {MostSignatures} signatures";
            else if (ParseLine(rest.Span[..end]) is not { } signature) reason = $"signature line {lines.Count + 1} is not '— NAME BASE64'";
            else lines.Add(signature);
            if (reason.Length > 0) return false;
            rest = rest[(end + 1)..];
        }

        note = new SignedNote(bytes, textLength, lines.DrainToImmutable());
        return true;
    }

    /// <summary>Parses signature lines alone, as a witness answers them; null when there is none or one has another form.</summary>
    public static SignedNote? WithLines(ReadOnlyMemory<byte> text, ReadOnlySpan<byte> lines) =>
        TryParse((byte[])[.. text.Span, (byte)'\n', .. lines], out var note, out _) ? note : null;

    /// <summary>One signature line, with its newline.</summary>
    public static byte[] FormatLine(in NoteSignature signature)
    {
        var content = new byte[KeyIdLength + signature.Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(content, signature.KeyId);
        signature.Signature.CopyTo(content.AsMemory(KeyIdLength));
        return Encoding.UTF8.GetBytes($"— {signature.Name} {Convert.ToBase64String(content)}\n");
    }

    /// <summary>A key name is not empty and has no white space, plus or control character.</summary>
    public static bool IsKeyName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        foreach (var character in name)
            if (char.IsWhiteSpace(character) || character == '+' || character < ' ') return false;
        return true;
    }

    private static string Malformation(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestNote) return $"it has more than {LargestNote} bytes";
        if (!Utf8.IsValid(bytes)) return "it is not UTF-8";
        foreach (var value in bytes)
            if (value < 0x20 && value != '\n') return $"it contains the control character U+{value:X4}";
        var split = bytes.LastIndexOf("\n\n"u8);
        if (split < 0) return "it has no empty line before its signatures";
        if (split + 2 == bytes.Length) return "it has no signature";
        return bytes[^1] == '\n' ? "" : "its last line does not end";
    }

    private static NoteSignature? ParseLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Dash)) return null;
        line = line[Dash.Length..];
        var space = line.IndexOf((byte)' ');
        if (space <= 0) return null;
        var name = Encoding.UTF8.GetString(line[..space]);
        var content = CanonicalBase64.Decode(line[(space + 1)..]);
        if (!IsKeyName(name) || content is null || content.Length <= KeyIdLength) return null;
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(content), content.AsMemory(KeyIdLength));
    }
}
