// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Packages.Manifest;

namespace Keyway.Packages.Scaffold;

/// <summary>
/// Starts a package source directory: a manifest in its full form, a read-me file at each place that payloads go to, and CI recipes. Lint then
/// finds exactly what is left to do: the licence, and a payload for each ISA. Spec: spec/package §"Source directory".
/// </summary>
public static class PackageScaffold
{
    /// <summary>Writes a new directory, and says which files; an existing directory must be empty.</summary>
    public static ImmutableArray<string> Write(string directory, string package, ImmutableArray<Isa> isas)
    {
        var manifest = ManifestFor(package, isas);
        if (File.Exists(directory)) throw Errors.NotADirectory(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()) throw Errors.DirectoryNotEmpty(directory);
        var files = ScaffoldFiles.For(manifest).ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var (path, text) in files) WriteNew(Path.Combine(directory, path), text);
        return [.. files.Keys];
    }

    private static DriverManifest ManifestFor(string package, ImmutableArray<Isa> isas)
    {
        DriverManifest manifest = new()
        {
            Package = package,
            Version = "0.1.0",
            SupportedHosts = [.. isas.Distinct().Order().Select(isa => new SupportedHost { Isa = isa, Kernels = ["6.x"] })],
        };
        var reading = ManifestReader.Read(ManifestJson.Write(manifest), PackageLayout.ManifestFile);
        return reading.Manifest ?? throw Errors.BadPackageName(package, reading.Diagnostics[0].Hint);
    }

    private static void WriteNew(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = new(path, FileMode.CreateNew);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
