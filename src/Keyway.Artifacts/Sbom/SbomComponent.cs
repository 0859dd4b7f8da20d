// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom;

/// <summary>One component, whatever the format. Spec: the data fields of NTIA 2021, CISA 2025 and BSI TR-03183-2 v2.1 §5.2; spec/sbom says where each goes.</summary>
public sealed record SbomComponent
{
    /// <summary>Unique in its document.</summary>
    public required string Id { get; init; }

    public required SbomKind Kind { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    /// <summary>Who made it: the component creator.</summary>
    public SbomAgent? Creator { get; init; }

    /// <summary>Who supplies it.</summary>
    public SbomAgent? Supplier { get; init; }

    /// <summary>The file name of the deployable form, without directories; null for a component that is no file.</summary>
    public string? FileName { get; init; }

    public ImmutableArray<SbomHash> Hashes { get; init; } = [];

    /// <summary>What its author says: the original licence.</summary>
    public SbomLicence? DeclaredLicence { get; init; }

    /// <summary>What it is distributed under.</summary>
    public SbomLicence? ConcludedLicence { get; init; }

    public string? PackageUrl { get; init; }

    public string? Cpe { get; init; }

    /// <summary>Null when nobody said.</summary>
    public bool? IsExecutable { get; init; }

    /// <summary>Null when nobody said.</summary>
    public bool? IsArchive { get; init; }

    /// <summary>Whether its parts are kept apart in it; null when nobody said.</summary>
    public bool? IsStructured { get; init; }

    /// <summary>True for what the environment provides: it is needed, but not delivered.</summary>
    public bool IsExternal { get; init; }

    public string? SourceUri { get; init; }

    /// <summary>Where the deployable form is, possibly relative or a package URL.</summary>
    public string? DistributionUri { get; init; }

    public string? Homepage { get; init; }

    public ImmutableArray<SbomProperty> Properties { get; init; } = [];

    /// <summary>The hexadecimal digits of a hash, or null.</summary>
    public string? Hash(string algorithm)
    {
        foreach (var hash in Hashes)
            if (hash.Algorithm == algorithm) return hash.Hex;
        return null;
    }

    /// <summary>The first value of a property, or null.</summary>
    public string? Property(string name)
    {
        foreach (var property in Properties)
            if (property.Name == name) return property.Value;
        return null;
    }
}
