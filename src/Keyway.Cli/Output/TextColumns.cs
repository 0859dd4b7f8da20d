// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>Rows of text whose cells start in the same columns.</summary>
internal sealed class TextColumns
{
    private const string Gap = "  ";

    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(TextWriter output)
    {
        foreach (var row in rows) output.WriteLine(string.Join(Gap, row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(Width(column)))).TrimEnd());
    }

    private int Width(int column) => rows.Where(row => column < row.Length - 1).Max(row => row[column].Length);
}
