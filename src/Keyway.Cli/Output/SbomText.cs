// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>The text of <c>keyway sbom show</c>.</summary>
internal static class SbomText
{
    public static void Write(SbomShowDocument document, TextWriter output)
    {
        output.WriteLine(PlainText.Of($"{document.Name}  ({document.Format})"));
        Line("address", document.Uri);
        Line("made", document.Created?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        Line("by", document.Author);
        Line("with", document.Tools.Count == 0 ? null : string.Join(", ", document.Tools));
        Line("stage", document.Lifecycle);
        output.WriteLine();
        WriteRows([.. document.Components.Select(Row)], output);

        void Line(string name, string? value)
        {
            if (value is not null) output.WriteLine(PlainText.Of($"  {name,-8} {value}"));
        }
    }

    private static void WriteRows(List<string[]> rows, TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Select(row => row[column].Length).DefaultIfEmpty().Max())];
        foreach (var row in rows) output.WriteLine($"{string.Join("  ", widths.Select((width, column) => row[column].PadRight(width)))}  {row[4]}");
    }

    private static string[] Row(SbomComponentDocument component) =>
    [
        PlainText.Of(component.Kind),
        PlainText.Of(component.Name),
        PlainText.Of(component.Version ?? "-"),
        PlainText.Of(component.Licence ?? "-"),
        component.IsExternal ? "from the host" : PlainText.Of(component.PackageUrl ?? "-"),
    ];
}
