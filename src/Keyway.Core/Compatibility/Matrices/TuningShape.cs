// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Matrices;

/// <summary>Names of settings and the text each was set to.</summary>
internal sealed record TuningShape : Shape
{
    private const int MaxSettings = 64;

    private static readonly TextShape Name = new("^[!-~]+$", 128) { Valid = "printable ASCII without spaces" };
    private static readonly TextShape Value = new("^[ -~]+$", 256) { Valid = "one line of printable ASCII" };

    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedObject settings)
        {
            AddWrongType(node, name, "an object of names and texts", findings);
            return;
        }

        if (settings.Members.Length is 0 or > MaxSettings) findings.Add(ManifestCodes.OutOfRange, node.Offset, $"'{name}' has {settings.Members.Length} settings", $"valid: 1 to {MaxSettings}");
        HashSet<string> seen = [];
        foreach (var setting in settings.Members.Take(MaxSettings))
        {
            if (!seen.Add(setting.Name)) findings.Add(ManifestCodes.DuplicateMember, setting.Offset, $"setting '{Shown.Text(setting.Name)}' is given twice", "keep one of them");
            Name.Check(new PlacedText(setting.Offset, setting.Name, HasEscapes: true), name, findings);
            Value.Check(setting.Value, Shown.Text(setting.Name), findings);
        }
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteNumber("minProperties", 1);
        writer.WriteNumber("maxProperties", MaxSettings);
        writer.WritePropertyName("propertyNames");
        Name.WriteSchema(writer);
        writer.WritePropertyName("additionalProperties");
        Value.WriteSchema(writer);
    }
}
