// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Compatibility;

/// <summary>
/// The symbols a kernel exports and the CRC of each: the table an imported CRC is looked up in. It has tens of thousands of rows, so it travels beside the
/// facts, which hold its <see cref="Digest"/> (<c>kernel.symvers.digest</c>). Immutable. Spec: spec/facts §"Kernel symbols".
/// </summary>
public sealed class KernelSymbols
{
    /// <summary>Most rows that are read.</summary>
    public const int MaximumSymbols = 262_144;

    private const int LongestRow = 4096;

    private readonly Dictionary<string, uint> crcs;

    private KernelSymbols(string source, Dictionary<string, uint> rows)
    {
        Source = source;
        Digest = DigestOf(rows);
        crcs = rows;
    }

    /// <summary>The file it was read from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 over one `symbol TAB 0xcrc LF` line per symbol in ordinal order; the same for every file format that says the same.</summary>
    public Digest Digest { get; }

    public int Count => crcs.Count;

    /// <summary>Reads the text of a <c>Module.symvers</c> or <c>/boot/symvers-*</c> file: CRC, symbol and more columns, separated by tabs.</summary>
    /// <exception cref="KeywayException">KW3054: not such a file.</exception>
    public static KernelSymbols Parse(TextReader text, string source)
    {
        Dictionary<string, uint> rows = new(StringComparer.Ordinal);
        for (var line = 1; ReadRow(text, source, line) is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (rows.Count == MaximumSymbols) throw Errors.BadSymbols(source, line, $"more than {MaximumSymbols} symbols");
            if (!TryParseRow(row, out var symbol, out var crc)) throw Errors.BadSymbols(source, line, $"'{(row.Length > 80 ? row[..80] : row)}' is not a row");
            if (!rows.TryAdd(symbol, crc)) throw Errors.BadSymbols(source, line, $"symbol {symbol} is there twice");
        }

        return new KernelSymbols(source, rows);
    }

    /// <summary>The CRC of an exported symbol (`0x` and 8 hexadecimal digits), or null when the kernel does not export it.</summary>
    public string? Find(string symbol) => crcs.TryGetValue(symbol, out var crc) ? Text(crc) : null;

    private static string Text(uint crc) => "0x" + crc.ToString("x8", CultureInfo.InvariantCulture);

    // Not ReadLine: a file without line ends would be read into memory as one row.
    private static string? ReadRow(TextReader text, string source, int line)
    {
        StringBuilder row = new();
        for (var character = text.Read(); character != '\n'; character = text.Read())
        {
            if (character < 0) return row.Length == 0 ? null : row.ToString();
            if (row.Length == LongestRow) throw Errors.BadSymbols(source, line, $"a row of more than {LongestRow} characters");
            row.Append((char)character);
        }

        return row.ToString().TrimEnd('\r');
    }

    private static bool TryParseRow(string row, out string symbol, out uint crc)
    {
        symbol = "";
        crc = 0;
        var tab = row.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 3 || !row.StartsWith("0x", StringComparison.Ordinal)) return false;
        if (!uint.TryParse(row.AsSpan(2, tab - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out crc)) return false;
        var end = row.IndexOf('\t', tab + 1);
        symbol = end < 0 ? row[(tab + 1)..] : row[(tab + 1)..end];
        return symbol.Length is > 0 and <= 512;
    }

    private static Digest DigestOf(Dictionary<string, uint> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var symbols = rows.Keys.ToArray();
        Array.Sort(symbols, StringComparer.Ordinal);
        foreach (var symbol in symbols) hash.AppendData(Encoding.UTF8.GetBytes($"{symbol}\t{Text(rows[symbol])}\n"));
        return Digest.FromHash(DigestAlgorithm.Sha256, hash.GetHashAndReset());
    }
}
