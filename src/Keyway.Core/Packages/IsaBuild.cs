// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Packages;

/// <summary>One ISA's build of a package, as found in a repository: its manifest's descriptor and the config that says everything about it.</summary>
public sealed record IsaBuild
{
    /// <summary>Descriptor of the image manifest.</summary>
    public required Descriptor Manifest { get; init; }

    public required DriverConfig Config { get; init; }

    /// <summary>The instruction set.</summary>
    public Isa Isa => Config.Isa;
}
