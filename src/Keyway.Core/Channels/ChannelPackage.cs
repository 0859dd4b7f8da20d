// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Channels;

/// <summary>A package that a host has or might get, as far as a channel looks at it.</summary>
/// <param name="Package">Name.</param>
/// <param name="Version">As its manifest writes it.</param>
/// <param name="Index">Digest of its image index.</param>
public sealed record ChannelPackage(string Package, string Version, Digest Index)
{
    /// <summary>Digest of the manifest of this host's ISA, where it is known; it can be revoked alone.</summary>
    public Digest Manifest { get; init; }

    /// <summary>Length of the image index; zero for what is installed already.</summary>
    public long Size { get; init; }

    public ExportControl? Export { get; init; }

    /// <summary>The package in a repository.</summary>
    public static ChannelPackage Of(DriverPackage package) =>
        new(package.Manifest.Package, package.Manifest.Version, package.Index.Digest) { Size = package.Index.Size, Export = package.Manifest.Export };
}
