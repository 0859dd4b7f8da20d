// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages.Manifest;

namespace Keyway.Packages.Lint;

/// <summary>What every check sees, and where it puts what it finds.</summary>
internal sealed class LintContext(string root, DriverManifest manifest, ImmutableArray<SourceEntry> entries)
{
    private readonly List<Diagnostic> findings = [];

    public DriverManifest Manifest { get; } = manifest;

    public ImmutableArray<SourceEntry> Entries { get; } = entries;

    /// <summary>Regular files that belong to a payload, with their place.</summary>
    public ImmutableArray<(SourceEntry Entry, LayoutPlace Place)> Files { get; } =
        [.. entries.Where(entry => entry.Type == SourceEntryType.File).Select(entry => (entry, Place: PackageLayout.PlaceOf(entry.Path)!)).Where(pair => pair.Place is not null)];

    public IEnumerable<Diagnostic> Findings => findings;

    public FileStream Open(SourceEntry entry) => File.OpenRead(Path.Combine(root, entry.Path));

    public void Error(ErrorCode code, string file, string message, string hint) => Add(code, Severity.Error, file, message, hint);

    public void Warn(ErrorCode code, string file, string message, string hint) => Add(code, Severity.Warning, file, message, hint);

    public void Note(ErrorCode code, string file, string message) => Add(code, Severity.Note, file, message, null);

    private void Add(ErrorCode code, Severity severity, string file, string message, string? hint) =>
        findings.Add(new() { Code = code, Severity = severity, File = Shown.Text(file), Message = message, Hint = hint });
}
