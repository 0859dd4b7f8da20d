// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Architecture;

/// <summary>The checkout's own text, for the tests that hold its shape.</summary>
internal static class SourceTree
{
    /// <summary>All C# files below a folder of the checkout, as paths relative to the checkout, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(params string[] folder) =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The folders directly below a folder of the checkout that hold at least one file, by name.</summary>
    public static IReadOnlyList<string> Folders(params string[] folder) =>
        [.. Directory.EnumerateDirectories(RepositoryRoot.Combine(folder))
            .Where(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Any())
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string relativePath) => File.ReadAllText(RepositoryRoot.Combine(relativePath));
}
