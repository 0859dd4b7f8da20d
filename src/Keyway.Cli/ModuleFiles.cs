// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Packages.Elf;

namespace Keyway.Cli;

/// <summary>Kernel module files that arguments name: each file, and every module below each directory.</summary>
internal static class ModuleFiles
{
    private static readonly string[] Suffixes = [".ko", ".ko.gz", ".ko.xz", ".ko.zst"];

    public static IReadOnlyList<PackagedModule> Read(IEnumerable<string> paths, CliContext context) => [.. paths.SelectMany(path => Files(context.Absolute(path), path)).Select(file => Read(file.Path, file.Shown))];

    private static IEnumerable<(string Path, string Shown)> Files(string path, string shown) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsModule).Order(StringComparer.Ordinal).Select(file => (file, Path.Combine(shown, Path.GetRelativePath(path, file))))
        : [(path, shown)];

    private static bool IsModule(string path) => Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal));

    private static PackagedModule Read(string path, string shown)
    {
        using var file = File.OpenRead(path);
        return KernelModuleFile.Read(file, shown).ToPackagedModule(shown);
    }
}
