// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Manifest;

/// <summary>A manifest as read, and everything there is to say about it.</summary>
public sealed record ManifestReading
{
    /// <summary>The value; null exactly when a diagnostic is an error.</summary>
    public DriverManifest? Manifest { get; init; }

    /// <summary>True for a document without <c>schemaVersion</c>, which <c>keyway manifest migrate</c> completes.</summary>
    public bool IsMinimalForm { get; init; }

    /// <summary>In document order.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>The value, or a refusal that lists every problem.</summary>
    public DriverManifest OrRefuse() => Manifest ?? throw Errors.BadManifest(Diagnostics);
}
