// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>
/// The document <c>layer.json</c> beside an unpacked layer: every entry with mode, size and digest. It depends on the layer's content only, so packages that
/// share a layer agree on its bytes. Spec: spec/host-store §"Packages".
/// </summary>
internal sealed record LayerListing
{
    public required int SchemaVersion { get; init; }

    public required Digest DiffId { get; init; }

    public required long UncompressedSize { get; init; }

    public required ImmutableArray<PackagedFile> Entries { get; init; }

    public static LayerListing Of(PackagedLayer layer) =>
        new() { SchemaVersion = 1, DiffId = layer.DiffId, UncompressedSize = layer.UncompressedSize, Entries = layer.Files };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.OfListing);
}
