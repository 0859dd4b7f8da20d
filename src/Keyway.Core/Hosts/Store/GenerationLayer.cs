// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>A layer of a generation and the directory under <c>packages/</c> that holds it unpacked.</summary>
public sealed record GenerationLayer
{
    public required string Title { get; init; }

    public required PayloadKind Kind { get; init; }

    public string? Kernel { get; init; }

    /// <summary>Digest of the compressed blob.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Digest of the uncompressed tar stream; names the directory.</summary>
    public required Digest DiffId { get; init; }

    /// <summary>Digest of the directory's <c>layer.json</c>, which lists every entry with its digest.</summary>
    public required Digest Listing { get; init; }
}
