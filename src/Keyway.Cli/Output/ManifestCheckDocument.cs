// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Manifest;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway manifest check --json</c> prints.</summary>
internal sealed record ManifestCheckDocument(bool IsValid, bool IsMinimalForm, IReadOnlyList<DiagnosticDocument> Findings)
{
    public static ManifestCheckDocument Of(ManifestReading reading) =>
        new(reading.Manifest is not null, reading.IsMinimalForm, [.. reading.Diagnostics.Select(DiagnosticDocument.Of)]);
}
