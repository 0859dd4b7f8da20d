// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages;

/// <summary>Reads a manifest from disk.</summary>
internal static class ManifestFile
{
    public static DriverManifest Read(string path, string name)
    {
        if (!File.Exists(path)) throw Errors.NoManifest(path);
        return JsonSerializer.Deserialize(File.ReadAllBytes(path), PackageJson.Manifest) ?? throw Errors.NoManifest(name);
    }
}
