// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>What is to be packed for one ISA: userspace, modules by release, DKMS by name, firmware by file.</summary>
public sealed record IsaSource
{
    public required Isa Isa { get; init; }

    public required ImmutableArray<LayerSource> Layers { get; init; }
}
