// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom;

/// <summary>A software bill of materials, whatever the format. Immutable; made by hand or by <see cref="SbomReader"/>, written by <see cref="SbomWriter"/>.</summary>
public sealed record SbomDocument
{
    /// <summary>The format it was read from; null when it was made here.</summary>
    public SbomFormat? Format { get; init; }

    /// <summary>The version of the format as the document says it: <c>1.6</c>, <c>3.0.1</c>; null when it was made here.</summary>
    public string? FormatVersion { get; init; }

    /// <summary>The address of the document it was read from: serial number or namespace. Writing derives a new one from the content.</summary>
    public string? Uri { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>Who made the SBOM.</summary>
    public SbomAgent? Author { get; init; }

    public ImmutableArray<SbomTool> Tools { get; init; } = [];

    public SbomLifecycle Lifecycle { get; init; }

    /// <summary>Id of the component that the document is about; null when it does not say.</summary>
    public string? Root { get; init; }

    public required ImmutableArray<SbomComponent> Components { get; init; }

    public ImmutableArray<SbomRelation> Relations { get; init; } = [];

    /// <summary>True when it carries vulnerabilities, which belong into another document (BSI TR-03183-2 §3.1).</summary>
    public bool HasVulnerabilities { get; init; }

    /// <summary>The component that the document is about, or null.</summary>
    public SbomComponent? RootComponent => Components.FirstOrDefault(component => component.Id == Root);
}
