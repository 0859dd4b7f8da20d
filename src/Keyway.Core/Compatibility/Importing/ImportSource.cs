// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Unicode;
using Keyway.Artifacts.Content;

namespace Keyway.Compatibility.Importing;

/// <summary>One document to import: what it is called, its text, and the digest that evidence names. Immutable. Spec: spec/matrix/importing.md.</summary>
public sealed record ImportSource
{
    /// <summary>Largest document that is read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private ImportSource(string name, string text, Digest digest)
    {
        Name = name;
        Text = text;
        Digest = digest;
    }

    /// <summary>The file's own name, without its directory: a matrix is published, and paths of one machine say nothing to others.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>SHA-256 of the bytes as they were given.</summary>
    public Digest Digest { get; }

    /// <summary>Takes a document.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3290, KW3291: too large, or no text.</exception>
    public static ImportSource Of(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes) throw Errors.TooLarge(name, $"{bytes.Length} bytes", $"{MaximumBytes} bytes");
        if (!Utf8.IsValid(bytes)) throw Errors.NotText(name, ValidUntil(bytes));
        if (bytes.IndexOf((byte)0) is var zero and >= 0) throw Errors.NotText(name, zero);
        return new ImportSource(name, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n"), Digest.OfBytes(bytes));
    }

    private static int ValidUntil(ReadOnlySpan<byte> bytes)
    {
        Utf8.ToUtf16(bytes, new char[bytes.Length], out var read, out _, replaceInvalidSequences: false);
        return read;
    }
}
