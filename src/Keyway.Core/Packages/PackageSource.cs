// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>A package source directory, read: the manifest and the layers of each ISA. Content is not read. Spec: spec/package §"Source directory".</summary>
public sealed record PackageSource
{
    /// <summary>Absolute path of the directory.</summary>
    public required string Root { get; init; }

    public required DriverManifest Manifest { get; init; }

    /// <summary>Every ISA of <c>supported_hosts</c> that has at least one layer, in the order of <see cref="Isa"/>.</summary>
    public required ImmutableArray<IsaSource> Isas { get; init; }

    /// <summary>Everything found below <see cref="Root"/>; what lint judges.</summary>
    internal ImmutableArray<SourceEntry> Entries { get; private init; } = [];

    /// <summary>
    /// Reads a directory. A manifest with errors, and entries that no layer can hold (devices, pipes, sockets, escaping links), are refusals;
    /// everything else that may be wrong is for <c>PackageLint</c> to say.
    /// </summary>
    public static PackageSource Read(string root, CancellationToken cancellationToken)
    {
        var manifest = ManifestFile.ReadIn(root).OrRefuse();
        return Of(root, manifest, SourceTree.Walk(root, cancellationToken));
    }

    internal static PackageSource Of(string root, DriverManifest manifest, ImmutableArray<SourceEntry> entries) => new()
    {
        Root = root,
        Manifest = manifest,
        Entries = entries,
        Isas = new LayerPlan(root, manifest, entries).Isas(),
    };
}
