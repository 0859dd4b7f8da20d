// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Manifest;

namespace Keyway.Packages;

/// <summary>Reads a manifest from disk.</summary>
public static class ManifestFile
{
    /// <summary>Reads a file; <paramref name="name"/> is what diagnostics call it.</summary>
    public static ManifestReading Read(string path, string name)
    {
        if (!File.Exists(path)) throw Errors.NoManifest(path);
        using var stream = File.OpenRead(path);
        // One byte over the limit is enough for the reader to refuse it.
        var document = new byte[(int)Math.Min(stream.Length, ManifestReader.MaxLength + 1)];
        stream.ReadExactly(document);
        return ManifestReader.Read(document, name);
    }
}
