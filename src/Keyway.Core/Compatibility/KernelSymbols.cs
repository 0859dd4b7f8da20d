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

    private readonly Dictionary<string, KernelExport> exports;

    private KernelSymbols(string source, Dictionary<string, KernelExport> rows)
    {
        Source = source;
        Digest = DigestOf(rows);
        exports = rows;
    }

    /// <summary>The file it was read from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 over one `symbol TAB 0xcrc LF` line per symbol in ordinal order; the same for every file format that says the same.</summary>
    public Digest Digest { get; }

    public int Count => exports.Count;

    /// <summary>Every export, symbols in ordinal order.</summary>
    public IEnumerable<KeyValuePair<string, KernelExport>> Exports => exports.OrderBy(export => export.Key, StringComparer.Ordinal);

    /// <summary>Reads the text of a <c>Module.symvers</c> or <c>/boot/symvers-*</c> file: CRC, symbol and more columns, separated by tabs.</summary>
    /// <exception cref="KeywayException">KW3054: not such a file.</exception>
    public static KernelSymbols Parse(TextReader text, string source)
    {
        Dictionary<string, KernelExport> rows = new(StringComparer.Ordinal);
        for (var line = 1; ReadRow(text, source, line) is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (rows.Count == MaximumSymbols) throw Errors.BadSymbols(source, line, $"more than {MaximumSymbols} symbols");
            if (!TryParseRow(row, out var symbol, out var export)) throw Errors.BadSymbols(source, line, $"'{(row.Length > 80 ? row[..80] : row)}' is not a row");
            if (!rows.TryAdd(symbol, export)) throw Errors.BadSymbols(source, line, $"symbol {symbol} is there twice");
        }

        return new KernelSymbols(source, rows);
    }

    /// <summary>The table of exports that something else than a `Module.symvers` told.</summary>
    public static KernelSymbols Of(string source, IEnumerable<KeyValuePair<string, KernelExport>> exports) => new(source, new(exports, StringComparer.Ordinal));

    /// <summary>The CRC of an exported symbol (`0x` and 8 hexadecimal digits), or null when the kernel does not export it.</summary>
    public string? Find(string symbol) => exports.TryGetValue(symbol, out var export) ? export.CrcText : null;

    /// <summary>An exported symbol, or null when the kernel does not export it.</summary>
    public KernelExport? Export(string symbol) => exports.TryGetValue(symbol, out var export) ? export : null;

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

    // 0xcrc TAB symbol TAB module TAB export TAB namespace; the columns from the third on may be missing.
    private static bool TryParseRow(string row, out string symbol, out KernelExport export)
    {
        var columns = row.Split('\t');
        symbol = columns.Length > 1 ? columns[1] : "";
        export = default;
        if (symbol.Length is 0 or > 512 || columns[0].Length < 3 || !columns[0].StartsWith("0x", StringComparison.Ordinal)) return false;
        if (!uint.TryParse(columns[0].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)) return false;
        var kind = columns.Length > 3 ? columns[3] : "";
        var tellsKind = kind.StartsWith("EXPORT_", StringComparison.Ordinal);
        export = new KernelExport(crc)
        {
            Module = columns.Length > 2 ? columns[2] : null,
            IsGplOnly = tellsKind ? kind.EndsWith("_GPL", StringComparison.Ordinal) : null,
            Namespace = tellsKind && columns.Length > 4 && columns[4].Length > 0 ? columns[4] : null,
        };
        return true;
    }

    private static Digest DigestOf(Dictionary<string, KernelExport> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var symbols = rows.Keys.ToArray();
        Array.Sort(symbols, StringComparer.Ordinal);
        foreach (var symbol in symbols) hash.AppendData(Encoding.UTF8.GetBytes($"{symbol}\t{rows[symbol].CrcText}\n"));
        return Digest.FromHash(DigestAlgorithm.Sha256, hash.GetHashAndReset());
    }
}
