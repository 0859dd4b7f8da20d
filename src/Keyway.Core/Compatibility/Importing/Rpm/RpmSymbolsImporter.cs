// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;

namespace Keyway.Compatibility.Importing.Rpm;

/// <summary>
/// What an rpm with kernel modules requires (<c>rpm -q --requires</c>): <c>kernel(symbol) = 0xcrc</c>. A kernel that does not export each of them with this CRC cannot load the
/// modules: known-bad. Spec: spec/matrix/importing.md §"rpm-symbols".
/// </summary>
internal static class RpmSymbolsImporter
{
    private const int MaximumInEntry = 4096;

    public static void Import(ImportNotes notes)
    {
        SortedDictionary<string, string> symbols = new(StringComparer.Ordinal);
        var line = 0;
        foreach (var row in notes.Source.Text.Split('\n'))
        {
            line++;
            var text = row.Trim();
            if (text.Length > 0) Row(notes, symbols, line, text);
        }

        var part = 0;
        foreach (var some in symbols.Chunk(MaximumInEntry))
        {
            JsonObject crcs = [];
            foreach (var (symbol, crc) in some) crcs[symbol] = crc;
            notes.Claim($"kernel-symbols-{++part}", "known-bad", Conditions.Not(Conditions.CrcSubset(crcs)), $"its modules import {some.Length} symbols with these CRCs");
        }
    }

    private static void Row(ImportNotes notes, SortedDictionary<string, string> symbols, int line, string text)
    {
        if (!TryRead(text, out var symbol, out var crc))
        {
            notes.Leave(line, text, "no requirement of the form kernel(symbol) = 0xcrc");
            return;
        }

        if (!symbols.TryAdd(symbol, crc) && symbols[symbol] != crc) throw notes.Refuse(line, $"{symbol} with {crc} and {symbols[symbol]}", "one CRC for each symbol");
    }

    // ksym(...) is the name newer distributions use.
    private static bool TryRead(string text, out string symbol, out string crc)
    {
        (symbol, crc) = ("", "");
        var open = text.StartsWith("kernel(", StringComparison.Ordinal) ? 7 : text.StartsWith("ksym(", StringComparison.Ordinal) ? 5 : 0;
        var close = text.IndexOf(')', StringComparison.Ordinal);
        if (open == 0 || close <= open || close - open > 512) return false;
        symbol = text[open..close];
        var rest = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (rest is not ["=", ['0', 'x', ..] number] || number.Length > 18) return false;
        if (!symbol.All(c => c is > ' ' and < '\u007f') || !ulong.TryParse(number.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value > uint.MaxValue) return false;
        crc = "0x" + value.ToString("x8", CultureInfo.InvariantCulture);
        return true;
    }
}
