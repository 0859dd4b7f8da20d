// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Packages.Manifest;

namespace Keyway.Packages;

/// <summary>Reads and replaces a manifest on disk.</summary>
public static class ManifestFile
{
    /// <summary>Reads a file or pipe; <paramref name="name"/> is what diagnostics call it.</summary>
    public static ManifestReading Read(string path, string name)
    {
        if (!File.Exists(path)) throw Errors.NoManifest(path);
        return ManifestReader.Read(SmallFile.Read(path, ManifestReader.MaxLength), name);
    }

    /// <summary>Writes the full form over a manifest. A link stays a link, and who may read the file stays the same.</summary>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> fullForm, CancellationToken cancellationToken)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var mode = File.GetUnixFileMode(target);
        await AtomicFile.WriteAsync(target, fullForm, cancellationToken);
        File.SetUnixFileMode(target, mode);
    }

    /// <summary>Reads the manifest of a package directory, where anything but a file would be a trap: a pipe keeps its reader waiting for ever.</summary>
    internal static ManifestReading ReadIn(string root)
    {
        var path = Path.Combine(root, PackageLayout.ManifestFile);
        if (File.Exists(path) && FileStatus.Read(path, PackageLayout.ManifestFile) is { Type: not (SourceEntryType.File or SourceEntryType.Symlink) } special)
            throw Errors.SpecialFile(special.Path, special.Type);
        return Read(path, PackageLayout.ManifestFile);
    }
}
