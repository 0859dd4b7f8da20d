// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Compatibility.Predicates;

namespace Keyway.Compatibility.Importing;

/// <summary>What an importer finds in one document: claims, and what is none. One at a time; not thread-safe.</summary>
internal sealed class ImportNotes(ImportSource source)
{
    /// <summary>Most statements of one document, of either kind.</summary>
    public const int MaximumStatements = 4096;

    private readonly List<ImportedClaim> claims = [];
    private readonly List<NotImported> left = [];

    public ImportSource Source => source;

    public IReadOnlyList<ImportedClaim> Claims => claims;

    public IReadOnlyList<NotImported> Left => left;

    public void Claim(string name, string verdict, JsonObject when, string note, string? versions = null)
    {
        if (Parts(when) > Predicate.MaximumNodes)
        {
            Leave(0, name, $"its condition has more than {Predicate.MaximumNodes} parts");
            return;
        }

        Count();
        claims.Add(new() { Source = source, Name = name, Verdict = verdict, When = when, Note = note, Versions = versions });
    }

    public void Leave(long line, string what, string reason)
    {
        Count();
        left.Add(new(source.Name, line, Errors.Shown(what), reason));
    }

    public Artifacts.KeywayException Refuse(long line, string found, string expected) => Errors.BadShape(source.Name, line, found, expected);

    private void Count()
    {
        if (claims.Count + left.Count == MaximumStatements) throw Errors.TooLarge(source.Name, $"more than {MaximumStatements} statements", $"{MaximumStatements} statements");
    }

    // Every object of a predicate is a part of it, but for the table of crcSubset, which is inside one.
    private static int Parts(JsonNode? node) => node switch
    {
        JsonObject part => 1 + (part["op"] is null ? part.Sum(member => Parts(member.Value)) : 0),
        JsonArray list => list.Sum(Parts),
        _ => 0,
    };
}
