// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>
/// The capability manifest, <c>keyway.json</c>: what a package is, whom it fits, what it carries and on which terms. <c>ManifestReader</c> reads it,
/// <see cref="ManifestJson"/> writes it. A member that a document may leave out is null or empty here. Spec: spec/manifest.
/// </summary>
// Getters with a fallback, here and in the other records of this folder: source-generated reading sets every absent init member to its default, not to its initialiser.
public sealed record DriverManifest
{
    /// <summary>The only schema version so far; a document without one is the minimal form.</summary>
    public const int CurrentSchemaVersion = 1;

    public int SchemaVersion { get => field == 0 ? CurrentSchemaVersion : field; init; }

    public required string Package { get; init; }

    /// <summary>The version as written; <c>2026.01.1</c> stays so.</summary>
    public required string Version { get; init; }

    public string? Description { get; init; }

    public string? Vendor { get; init; }

    /// <summary>An absolute https or http address.</summary>
    public string? Homepage { get; init; }

    /// <summary>Licence of the whole package: an SPDX expression. Lint and pack refuse a package without one.</summary>
    public string? Licence { get; init; }

    /// <summary>Hosts this package is meant for; a host fits when it fits one of them.</summary>
    [JsonPropertyName("supported_hosts")]
    public required ImmutableArray<SupportedHost> SupportedHosts { get; init; }

    /// <summary>Interconnect profiles this driver implements: <c>fusion-1.0</c>, <c>coherent-cache</c>.</summary>
    [JsonPropertyName("nvlink_capabilities")]
    public ImmutableArray<string> NvlinkCapabilities { get => field.IsDefault ? [] : field; init; }

    /// <summary>What the package carries; empty means that the manifest does not say and the directory decides.</summary>
    public ImmutableArray<Payload> Payloads { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<FirmwareImage> Firmware { get => field.IsDefault ? [] : field; init; }

    public ExportControl? Export { get; init; }

    public SupportWindow? Support { get; init; }

    public BuildRecord? Build { get; init; }

    /// <summary>Relative path or file name of the software bill of materials.</summary>
    public string? Sbom { get; init; }

    /// <summary>Relative path or file name of a detached signature.</summary>
    public string? Signature { get; init; }
}
