// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>One kind of host a package is meant for. Spec: spec/manifest §"Supported hosts".</summary>
public sealed record SupportedHost
{
    public required Isa Isa { get; init; }

    /// <summary>Kernel specs, of which one must hold: <c>5.19+</c>, <c>6.x</c>, <c>=6.8.0-1028-nvidia-64k</c>.</summary>
    public required ImmutableArray<string> Kernels { get; init; }

    /// <summary>Kernel page sizes in bytes the payloads work with; empty means that the manifest does not say.</summary>
    public ImmutableArray<int> PageSizes { get => field.IsDefault ? [] : field; init; }

    /// <summary>The oldest GNU C library the userspace payload runs on: <c>2.36</c>.</summary>
    public string? GlibcFloor { get; init; }
}
