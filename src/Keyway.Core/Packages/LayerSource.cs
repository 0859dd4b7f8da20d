// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>One layer to be packed.</summary>
public sealed record LayerSource
{
    /// <summary>Unique inside one ISA: <c>riscv64/modules-6.12.94+deb13-riscv64.tar.zst</c>.</summary>
    public required string Title { get; init; }

    public required PayloadKind Kind { get; init; }

    /// <summary>Kernel release; null unless <see cref="Kind"/> is a kernel module.</summary>
    public string? Kernel { get; init; }

    /// <summary>Entries in ordinal order of path, every parent directory included.</summary>
    public required ImmutableArray<SourceFile> Files { get; init; }
}
