// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Compatibility.Importing;

namespace Keyway.Tests.Core.Compatibility.Importing;

/// <summary>One document imported, and its entries by id.</summary>
internal static class Imports
{
    public static ImportOptions Options { get; } = new() { Package = "nvidia-driver", Issued = new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero) };

    public static ImportedMatrix Of(string kind, string text, string name = "source") => Of(kind, Encoding.UTF8.GetBytes(text), name);

    public static ImportedMatrix Of(string kind, byte[] bytes, string name = "source", ImportOptions? options = null) => MatrixImport.Run(kind, [ImportSource.Of(name, bytes)], options ?? Options);

    public static string Refusal(string kind, string text) => Refusal(() => Of(kind, text));

    public static string Refusal(Func<object> action)
    {
        var refusal = Assert.Throws<KeywayException>(action);
        return $"{refusal.Code.Id}: {refusal.Message}";
    }

    public static SortedDictionary<string, JsonObject> Entries(ImportedMatrix import)
    {
        SortedDictionary<string, JsonObject> entries = new(StringComparer.Ordinal);
        foreach (var entry in JsonNode.Parse(import.Matrix.Span)!["entries"]!.AsArray()) entries.Add((string)entry!["id"]!, entry.AsObject());
        return entries;
    }

    /// <summary>The parts of a file that holds several, by the header lines in front of each.</summary>
    public static IEnumerable<string> Parts(string text, string header)
    {
        foreach (var part in text.Split('\n').Aggregate(new List<StringBuilder>(), (parts, line) =>
        {
            if (line.StartsWith(header, StringComparison.Ordinal) || parts.Count == 0) parts.Add(new());
            parts[^1].Append(line).Append('\n');
            return parts;
        })) yield return part.ToString();
    }
}
