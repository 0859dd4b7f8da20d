// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Keyway.Packages.Manifest;

/// <summary>
/// Reads a manifest strictly, and finds everything that is wrong with it at once: (1) size and syntax, (2) the shape of every member,
/// (3) what members must say together, (4) the value. Pure and thread-safe. Spec: spec/manifest.
/// </summary>
public static class ManifestReader
{
    /// <summary>The largest manifest accepted: 1 MiB.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Reads a document; <paramref name="file"/> is its name in diagnostics.</summary>
    public static ManifestReading Read(ReadOnlySpan<byte> document, string file)
    {
        Findings findings = new();
        var root = ReadTree(document, findings);
        if (root is not null) ManifestShape.Root.Check(root, "manifest", findings);
        if (root is PlacedObject members) ManifestRules.Check(members, findings);
        return new()
        {
            Manifest = findings.HasErrors ? null : JsonSerializer.Deserialize(document, PackageJson.Manifest),
            IsMinimalForm = root is PlacedObject found && found["schemaVersion"] is null,
            Diagnostics = [.. findings.InOrder(file, document)],
        };
    }

    private static PlacedNode? ReadTree(ReadOnlySpan<byte> document, Findings findings)
    {
        if (document.Length > MaxLength) findings.Add(ManifestCodes.TooLarge, 0, $"the manifest has more than {MaxLength} bytes", $"valid: at most {MaxLength}");
        else if (document.IsEmpty) findings.Add(ManifestCodes.NotJson, 0, "the manifest is empty", "`keyway init` writes a first one");
        else if (document.StartsWith("\ufeff"u8)) findings.Add(ManifestCodes.NotJson, 0, "the manifest starts with a byte order mark", "save it as UTF-8 without one");
        else if (!Utf8.IsValid(document)) findings.Add(ManifestCodes.NotJson, FirstInvalid(document), "the manifest is not UTF-8 from here on", "save it as UTF-8 without a byte order mark");
        else return TryReadTree(document, findings);
        return null;
    }

    private static PlacedNode? TryReadTree(ReadOnlySpan<byte> document, Findings findings)
    {
        try
        {
            return PlacedReader.Read(document);
        }
        catch (JsonException exception)
        {
            findings.Add(ManifestCodes.NotJson, OffsetOf(exception, document), Reason(exception), "valid: one JSON object, no comments, no trailing commas");
        }
        catch (InvalidOperationException)
        {
            // The platform's answer to half of a surrogate pair.
            findings.Add(ManifestCodes.NotJson, 0, "a string has an escape that is half a character", "write the character itself, in UTF-8");
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
