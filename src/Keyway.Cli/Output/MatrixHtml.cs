// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text;
using Keyway.Compatibility.Matrices;

namespace Keyway.Cli.Output;

/// <summary>A matrix as one self-contained page: no scripts, nothing loaded, evidence one click away, dark where the reader prefers it.</summary>
internal static class MatrixHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d7dce2; --dim: #5b6672; --good: #1a7f37; --warn: #9a6700; --bad: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #30363d; --dim: #9aa5b1; --good: #3fb950; --warn: #d29922; --bad: #ff7b72; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0; } p { color: var(--dim); margin: .25rem 0 1.5rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        th { font-weight: 600; color: var(--dim); } a { color: inherit; } code { font: 13px/1.5 ui-monospace, monospace; } small { color: var(--dim); display: block; }
        .verdict { font-weight: 600; white-space: nowrap; } .verdict::before { content: "\25CF\00A0"; } .supported { color: var(--good); } .deprecated { color: var(--warn); } .known-bad { color: var(--bad); } .untested { color: var(--dim); }
        """;

    public static string Of(CompatibilityMatrix matrix)
    {
        StringBuilder page = new();
        var title = Text($"{matrix.Package} {matrix.Versions}");
        page.Append($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n<style>\n{Style}\n</style></head>\n<body><h1>{title}</h1>\n");
        page.Append($"<p>{Text(matrix.Description ?? "Compatibility matrix")}. What no row speaks of is untested.</p>\n");
        page.Append("<table><thead><tr><th>Verdict</th><th>ISA</th><th>Kernel</th><th>Profile</th><th>Firmware</th><th>Entry</th><th>Evidence</th></tr></thead><tbody>\n");
        foreach (var row in MatrixRow.Of(matrix)) page.Append(Row(row));
        return page.Append("</tbody></table></body></html>\n").ToString();
    }

    private static string Row(MatrixRow row)
    {
        var word = row.Entry.Verdict.Word();
        var small = new[] { row.Other, row.Entry.Note }.Where(text => !string.IsNullOrEmpty(text)).Select(text => $"<small>{Text(text!)}</small>");
        var evidence = row.Entry.Evidence.Select(Evidence);
        return $"<tr><td class=\"verdict {word}\">{word}</td><td>{Cell(row.Isa)}</td><td>{Cell(row.Kernel)}</td><td>{Cell(row.Profile)}</td><td>{Cell(row.Firmware)}</td><td><code>{Text(row.Entry.Id)}</code>{string.Concat(small)}</td><td>{string.Join("<br>", evidence)}</td></tr>\n";
    }

    // The reader of matrices lets only http and https addresses through.
    private static string Evidence(MatrixEvidence evidence)
    {
        var label = Text(evidence.Title ?? evidence.Link ?? "attestation");
        var digest = evidence.Digest is { } found ? $"<small><code>{Text(found.ToString())}</code></small>" : "";
        return (evidence.Link is { } link ? $"<a href=\"{Text(link)}\" rel=\"noreferrer\">{label}</a>" : label) + digest;
    }

    private static string Cell(string text) => text.Length == 0 ? "any" : Text(text);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
