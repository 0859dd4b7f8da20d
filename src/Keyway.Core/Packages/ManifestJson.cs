// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages;

/// <summary>Writes the full form of a manifest: indented, members in the order of the spec, one newline at the end. Spec: spec/manifest §"Canonical form".</summary>
public static class ManifestJson
{
    /// <summary>The canonical UTF-8 bytes.</summary>
    public static byte[] Write(DriverManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, PackageJson.Manifest), (byte)'\n'];
}
