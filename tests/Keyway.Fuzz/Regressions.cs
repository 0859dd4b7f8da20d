// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Fuzz.Engine;
using Keyway.Tests.Fixtures;

namespace Keyway.Fuzz;

/// <summary>Inputs that once ended in something else than a refusal, a folder per target: kept for ever and tried in every run.</summary>
internal static class Regressions
{
    private static string Folder => RepositoryRoot.Combine("tests", "Keyway.Fuzz", "regressions");

    /// <summary>Target and file name of each.</summary>
    public static IEnumerable<(string Target, string File)> All() =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(Path.GetDirectoryName(path))!, Path.GetFileName(path)))
            : [];

    public static byte[] Read(string target, string file) => File.ReadAllBytes(Path.Combine(Folder, target, file));

    public static string Store(string target, Crash crash)
    {
        Directory.CreateDirectory(Path.Combine(Folder, target));
        var path = Path.Combine(Folder, target, Convert.ToHexStringLower(SHA256.HashData(crash.Input))[..16]);
        File.WriteAllBytes(path, crash.Input);
        return path;
    }
}
