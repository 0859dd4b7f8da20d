// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keyway.Compatibility.Importing;

/// <summary>Writes claims as the entries of a matrix: unique ids, evidence by the digest of the document. Spec: spec/matrix.</summary>
internal static class ImportedEntries
{
    private const int MaximumId = 100;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ImmutableArray<ImportedClaim> claims, ImportOptions options)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        JsonArray entries = [.. claims.Select(claim => Entry(claim, Unique(IdOf(claim.Name), ids), options.Issued))];
        JsonObject matrix = new() { ["schemaVersion"] = 1, ["package"] = options.Package, ["versions"] = options.Versions, ["entries"] = entries };
        MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Indented)) matrix.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static JsonObject Entry(ImportedClaim claim, string id, DateTimeOffset issued)
    {
        JsonObject entry = new() { ["id"] = id, ["when"] = claim.When, ["verdict"] = claim.Verdict };
        if (claim.Versions is { } versions) entry["applies"] = new JsonObject { ["versions"] = versions };
        entry["evidence"] = new JsonArray(new JsonObject { ["digest"] = claim.Source.Digest.ToString(), ["title"] = Errors.Shown(claim.Source.Name) });
        entry["note"] = Errors.Shown(claim.Note);
        entry["issued"] = issued.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return entry;
    }

    // Lower-case letters and digits with single separators between.
    private static string IdOf(string name)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var id = string.Join('-', words);
        return id.Length == 0 ? "entry" : id.Length <= MaximumId ? id : id[..MaximumId].TrimEnd('-');
    }

    private static string Unique(string id, HashSet<string> ids)
    {
        var unique = id;
        for (var number = 2; !ids.Add(unique); number++) unique = $"{id}-{number.ToString(CultureInfo.InvariantCulture)}";
        return unique;
    }
}
