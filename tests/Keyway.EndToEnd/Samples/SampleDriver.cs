// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Samples;

/// <summary>The checked-in sample driver, <c>samples/kw-link</c>; see eng/samples/README.md.</summary>
internal static class SampleDriver
{
    public static string Folder { get; } = RepositoryRoot.Combine("samples", "kw-link");

    public static IEnumerable<string> Packages => Directory.EnumerateDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "keyway.json"))).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Modules => Directory.EnumerateFiles(Folder, "*.ko", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>A file that describes a kernel: <c>.symvers</c> or <c>.vermagic</c>.</summary>
    public static string Kernel(string release, string extension) => RepositoryRoot.Combine("samples", "kernels", release + extension);

    public static KernelModuleFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return KernelModuleFile.Read(stream, path);
    }
}
