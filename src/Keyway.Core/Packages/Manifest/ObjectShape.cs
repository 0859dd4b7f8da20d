// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>An object with a fixed set of members.</summary>
internal sealed record ObjectShape(ImmutableArray<MemberShape> Members) : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedObject value)
        {
            AddWrongType(node, name, "an object", findings);
            return;
        }

        HashSet<string> seen = [];
        foreach (var member in value.Members) CheckMember(member, seen, findings);
        foreach (var missing in Members.Where(member => member.IsRequired && !seen.Contains(member.Name)))
            findings.Add(ManifestCodes.MissingMember, value.Offset, $"'{name}' has no member '{missing.Name}'", missing.Shape.Description);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var member in Members)
        {
            writer.WritePropertyName(member.Name);
            member.Shape.WriteSchema(writer);
        }

        writer.WriteEndObject();
        WriteRequired(writer);
        writer.WriteBoolean("additionalProperties", false);
    }

    private void WriteRequired(Utf8JsonWriter writer)
    {
        if (!Members.Any(member => member.IsRequired)) return;
        writer.WriteStartArray("required");
        foreach (var member in Members.Where(member => member.IsRequired)) writer.WriteStringValue(member.Name);
        writer.WriteEndArray();
    }

    private void CheckMember(PlacedMember member, HashSet<string> seen, Findings findings)
    {
        if (!seen.Add(member.Name)) findings.Add(ManifestCodes.DuplicateMember, member.Offset, $"member '{Shown.Text(member.Name)}' is given twice", "keep one of them");
        else if (Members.FirstOrDefault(shape => shape.Name == member.Name) is { } known) known.Shape.Check(member.Value, known.Name, findings);
        else findings.Add(ManifestCodes.UnknownMember, member.Offset, $"unknown member '{Shown.Text(member.Name)}'", Suggest(member.Name));
    }

    private string Suggest(string name)
    {
        var valid = "valid: " + string.Join(", ", Members.Select(member => member.Name));
        return Nearness.Nearest(name, Members.Select(member => member.Name)) is { } nearest ? $"did you mean '{nearest}'? {valid}" : valid;
    }
}
