// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>An unpacked layer under <c>packages/</c>: <c>layer.json</c> and <c>tree/</c>.</summary>
internal static class LayerDirectory
{
    // 32 MiB is also the most that a package config may be.
    private const int LongestListing = 32 << 20;

    /// <summary>The bytes of a layer's listing; empty when it is missing or too long, which no listing equals.</summary>
    public static byte[] ReadListing(StoreDirectories store, string name)
    {
        using var directory = store.Files.OpenDirectory(store.Packages, name);
        return store.Files.Status(directory, StoreNames.LayerDocument) is null ? [] : DurableFile.TryRead(store.Files, directory, StoreNames.LayerDocument, LongestListing) ?? [];
    }
}
