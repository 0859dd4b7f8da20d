// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;

namespace Keyway.Cli.Output;

/// <summary>Prints facts: a table for people, the facts document for machines; warnings go to stderr.</summary>
internal static class FactsText
{
    private const int WidestValue = 72;

    public static void Print(HostFacts facts, byte[] document, CliContext context, bool json, string? file)
    {
        if (json) context.Output.Write(Encoding.UTF8.GetString(document));
        else if (file is not null) context.Output.WriteLine($"{facts.Facts.Count} facts written to {file}");
        else WriteTable(facts, context.Output);
        foreach (var warning in facts.Warnings) context.Error.WriteLine($"keyway: warning: {Printable(warning.Source)}: {Printable(warning.Problem)}");
    }

    private static void WriteTable(HostFacts facts, TextWriter output)
    {
        if (facts.Facts.IsEmpty) output.WriteLine("nothing is known about this host");
        var width = facts.Facts.Keys.Select(name => name.ToString().Length).DefaultIfEmpty().Max();
        foreach (var (name, fact) in facts.Facts) output.WriteLine($"{name.ToString().PadRight(width)}  {Shown(fact.Value).PadRight(28)}  {Printable(fact.Source)}");
    }

    private static string Shown(FactValue value)
    {
        var text = Printable(value switch
        {
            FactValue.Null => "(not there)",
            FactValue.Text known => known.Value,
            FactValue.List { Items.IsEmpty: true } => "(none)",
            FactValue.List { Items: var items } when items.Any(item => item is FactValue.Map) => Counted(items.Length, "entry", "entries"),
            FactValue.List { Items: var items } => string.Join(' ', items.Select(Shown)),
            FactValue.Map map => Counted(map.Members.Count, "member", "members"),
            _ => value.ToString(),
        });
        return text.Length <= WidestValue ? text : text[..(WidestValue - 1)] + "…";
    }

    private static string Counted(int count, string one, string many) => $"({count} {(count == 1 ? one : many)})";

    // A captured tree must not send control sequences to a terminal.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
