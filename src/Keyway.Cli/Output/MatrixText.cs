// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Matrices;
using Spectre.Console;

namespace Keyway.Cli.Output;

/// <summary>A matrix as a table on the terminal, coloured by verdict where somebody watches.</summary>
internal static class MatrixText
{
    public static void Print(CliContext context, CompatibilityMatrix matrix, bool evidence)
    {
        var rows = MatrixRow.Of(matrix);
        TextColumns table = new();
        table.Add("verdict", "isa", "kernel", "profile", "firmware", "entry");
        foreach (var row in rows) table.Add(row.Entry.Verdict.Word(), Cell(row.Isa), Cell(row.Kernel), Cell(row.Profile), Cell(row.Firmware), Last(row));
        StringWriter text = new() { NewLine = "\n" };
        table.Write(text);
        var lines = text.ToString().Split('\n');
        context.Output.WriteLine($"{matrix.Package} {matrix.Versions}, {matrix.Source}");
        context.Output.WriteLine(lines[0]);
        for (var i = 0; i < rows.Length; i++)
        {
            Write(context, lines[i + 1], rows[i].Entry.Verdict);
            if (evidence) foreach (var one in rows[i].Entry.Evidence) context.Output.WriteLine($"    evidence: {one}");
        }
    }

    private static string Cell(string text) => text.Length == 0 ? "any" : text;

    private static string Last(MatrixRow row) =>
        row.Entry.Id + (row.Other.Length > 0 ? $" when {row.Other}" : "") + (row.Entry.Note is { } note ? $": {PlainText.Of(note)}" : "");

    private static void Write(CliContext context, string line, MatrixVerdict verdict)
    {
        if (!context.IsOutputTerminal) context.Output.WriteLine(line);
        else AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Output) }).MarkupLine($"[{Colour(verdict)}]{Markup.Escape(line)}[/]");
    }

    private static string Colour(MatrixVerdict verdict) => verdict switch
    {
        MatrixVerdict.Supported => "green",
        MatrixVerdict.Deprecated => "yellow",
        MatrixVerdict.KnownBad => "red",
        _ => "grey",
    };
}
