// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>One file of a build, read.</summary>
internal sealed record ContentFile
{
    /// <summary>Path in the package tree: <c>userspace/usr/lib/libkwlink.so.2</c>.</summary>
    public required string Path { get; init; }

    public required PayloadKind Kind { get; init; }

    /// <summary>Kernel release of a module.</summary>
    public string? Kernel { get; init; }

    public required bool HasExecuteBit { get; init; }

    public required FileReading Reading { get; init; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>True for content that every ISA gets.</summary>
    public bool IsShared => Kind is PayloadKind.Dkms or PayloadKind.Firmware;
}
