// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Unicode;
using Keyway.Artifacts;

namespace Keyway.Packages.Manifest;

/// <summary>Reads the bytes of a document of one kind into a tree with places: bounded, UTF-8 without a byte order mark, one JSON value.</summary>
internal sealed record PlacedDocument(string Noun, int MaxLength, int MaxDepth)
{
    public required ErrorCode TooLarge { get; init; }

    public required ErrorCode NotJson { get; init; }

    /// <summary>How to get a first document of this kind.</summary>
    public required string Start { get; init; }

    /// <summary>The tree, or null when a finding says why there is none.</summary>
    public PlacedNode? Read(ReadOnlySpan<byte> document, Findings findings)
    {
        if (document.Length > MaxLength) findings.Add(TooLarge, 0, $"the {Noun} has more than {MaxLength} bytes", $"valid: at most {MaxLength}");
        else if (document.IsEmpty) findings.Add(NotJson, 0, $"the {Noun} is empty", Start);
        else if (document.StartsWith("\ufeff"u8)) findings.Add(NotJson, 0, $"the {Noun} starts with a byte order mark", "save it as UTF-8 without one");
        else if (!Utf8.IsValid(document)) findings.Add(NotJson, FirstInvalid(document), $"the {Noun} is not UTF-8 from here on", "save it as UTF-8 without a byte order mark");
        else return TryRead(document, findings);
        return null;
    }

    private PlacedNode? TryRead(ReadOnlySpan<byte> document, Findings findings)
    {
        try
        {
            return PlacedReader.Read(document, MaxDepth);
        }
        catch (JsonException exception)
        {
            findings.Add(NotJson, OffsetOf(exception, document), Reason(exception), "valid: one JSON object, no comments, no trailing commas");
        }
        catch (InvalidOperationException)
        {
            // The platform's answer to half of a surrogate pair.
            findings.Add(NotJson, 0, "a string has an escape that is half a character", "write the character itself, in UTF-8");
        }

        return null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> document)
    {
        Span<char> buffer = stackalloc char[256];
        var offset = 0;
        while (Utf8.ToUtf16(document[offset..], buffer, out var read, out _, replaceInvalidSequences: false) == System.Buffers.OperationStatus.DestinationTooSmall) offset += read;
        Utf8.ToUtf16(document[offset..], buffer, out var last, out _, replaceInvalidSequences: false);
        return offset + last;
    }

    private static int OffsetOf(JsonException exception, ReadOnlySpan<byte> document)
    {
        var offset = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
            offset += document[offset..].IndexOf((byte)'\n') + 1;
        return offset + (int)(exception.BytePositionInLine ?? 0);
    }

    // The platform ends its messages with its own line and byte counts, which start at 0.
    private static string Reason(JsonException exception) => Shown.Text(exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.'));
}
