// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Packages.Manifest;

/// <summary>Collects what is wrong with one document, by byte offset.</summary>
internal sealed class Findings
{
    /// <summary>More would help nobody; a document made of nothing but errors must not fill the memory.</summary>
    public const int Max = 1000;

    private readonly List<(int Offset, Diagnostic Diagnostic)> found = [];

    public int Count => found.Count;

    public bool HasErrors => found.Exists(finding => finding.Diagnostic.Severity == Severity.Error);

    public void Add(ErrorCode code, int offset, string message, string? hint = null, Severity severity = Severity.Error)
    {
        if (found.Count < Max) found.Add((offset, new Diagnostic { Code = code, Severity = severity, File = "", Message = message, Hint = hint }));
    }

    /// <summary>All of them in document order, with positions.</summary>
    public IEnumerable<Diagnostic> InOrder(string file, ReadOnlySpan<byte> document)
    {
        LineMap lines = new(document);
        List<Diagnostic> placed = [];
        foreach (var (offset, diagnostic) in found.OrderBy(finding => finding.Offset))
        {
            var (line, column) = lines[offset];
            placed.Add(diagnostic with { File = file, Line = line, Column = column });
        }

        return placed;
    }
}
