// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Packages;

/// <summary>One layer as the package config lists it, with what is needed to prove its content however it was obtained. Spec: spec/package §"Config".</summary>
public sealed record PackagedLayer
{
    /// <summary>Unique title inside one ISA: <c>riscv64/userspace.tar.zst</c>; also the <c>org.opencontainers.image.title</c> annotation of the layer.</summary>
    public required string Title { get; init; }

    public required PayloadKind Kind { get; init; }

    /// <summary>Kernel release the modules were built for; null unless <see cref="Kind"/> is a kernel module.</summary>
    public string? Kernel { get; init; }

    /// <summary>Digest and size in bytes of the compressed layer blob.</summary>
    public required Digest Digest { get; init; }

    public required long Size { get; init; }

    /// <summary>Digest and size in bytes of the uncompressed tar stream.</summary>
    public required Digest DiffId { get; init; }

    public required long UncompressedSize { get; init; }

    /// <summary>Every entry in tar order.</summary>
    public required ImmutableArray<PackagedFile> Files { get; init; }

    /// <summary>The modules among them.</summary>
    public ImmutableArray<PackagedModule> Modules { get => field.IsDefault ? [] : field; init; }
}
