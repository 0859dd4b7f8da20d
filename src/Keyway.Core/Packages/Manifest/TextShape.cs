// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Keyway.Packages.Manifest;

/// <summary>A string of a pattern, with whatever a pattern cannot say in <see cref="Rule"/>.</summary>
internal sealed record TextShape(string Pattern, int MaxLength) : Shape
{
    // In .NET a dollar sign also matches before a newline at the end, in a JSON Schema it does not.
    private readonly Regex regex = new(Pattern[..^1] + @"\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // Not settable by `with`: the expression is made from it once.
    public string Pattern { get; } = Pattern;

    /// <summary>Name of a JSON Schema format that says more than the pattern.</summary>
    public string? Format { get; init; }

    /// <summary>What is valid, for messages.</summary>
    public required string Valid { get; init; }

    /// <summary>What is wrong with a text that has the pattern, or null.</summary>
    public Func<string, TextFault?> Rule { get; init; } = _ => null;

    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedText text) AddWrongType(node, name, "a string", findings);
        else if (text.Value.EnumerateRunes().Count() is var length && length > MaxLength) findings.Add(ManifestCodes.BadText, node.Offset, $"'{name}' has {length} characters", $"valid: at most {MaxLength}");
        else if (!regex.IsMatch(text.Value)) findings.Add(ManifestCodes.BadText, node.Offset, $"'{name}' is '{Shown.Text(text.Value)}'", "valid: " + Valid);
        else if (Rule(text.Value) is { } fault) findings.Add(ManifestCodes.BadText, PlaceOf(text, fault.Position), $"'{name}' is '{Shown.Text(text.Value)}'", "valid: " + fault.Expected);
    }

    /// <summary>Where a character of a string stands; of one with escapes only the start is known.</summary>
    public static int PlaceOf(PlacedText text, int position) =>
        text.HasEscapes || !System.Text.Ascii.IsValid(text.Value) ? text.Offset : text.Offset + (position == 0 ? 0 : position + 1);

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern", Pattern);
        writer.WriteNumber("maxLength", MaxLength);
        if (Format is not null) writer.WriteString("format", Format);
    }
}
