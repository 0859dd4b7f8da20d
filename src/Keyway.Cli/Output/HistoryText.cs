// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>The changes of a host for people.</summary>
internal static class HistoryText
{
    public static void Write(HistoryDocument document, TextWriter output)
    {
        if (document.History.Count == 0)
        {
            output.WriteLine($"nothing was installed below {document.Root}");
            return;
        }

        TextColumns rows = new();
        rows.Add("when", "change", "from", "to", "package", "index", "", "how it ended", "why");
        foreach (var entry in document.History) rows.Add(Cells(entry));
        rows.Write(output);
    }

    private static string[] Cells(HistoryEntry entry) =>
    [
        $"{entry.Began:yyyy-MM-dd HH:mm:ss}Z",
        entry.Change.ToString().ToLowerInvariant(),
        entry.From?.ToString() ?? "-",
        entry.To.ToString(),
        $"{entry.Package} {entry.Version}",
        ShortDigest(entry),
        entry.IsCurrent ? "current" : entry.IsKept ? "kept" : "",
        entry.Verdict ?? "pending",
        entry.Reason,
    ];

    private static string ShortDigest(HistoryEntry entry) => entry.Index.Hex[..12];
}
