// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Compatibility.Importing;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway matrix import --json</c> prints: the matrix itself, or the file it was written to and its digest.</summary>
internal sealed record MatrixImportDocument(string From, string Package, int Entries, string? File, string? Digest, JsonElement? Matrix, IReadOnlyList<NotImported> NotImported)
{
    public static MatrixImportDocument Of(string from, string package, ImportedMatrix import, string? file) => new(
        from,
        package,
        import.Entries,
        file,
        file is null ? null : Artifacts.Content.Digest.OfBytes(import.Matrix.Span).ToString(),
        file is null ? JsonElement.Parse(import.Matrix.Span) : null,
        import.NotImported);
}
