// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Tests.Fixtures;

namespace Keyway.Fuzz.Targets;

/// <summary>Inputs to start from: vectors of our specifications, samples, and what our own writers make. In a fixed order.</summary>
internal static class Seeds
{
    /// <summary>All files below folders of the checkout that are no longer than this.</summary>
    public static IEnumerable<byte[]> Files(string folder, string pattern = "*", int longest = 16 << 10) =>
        Directory.EnumerateFiles(RepositoryRoot.Combine(folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length <= longest).Select(File.ReadAllBytes);

    /// <summary>The rows of a tab-separated vector file, cut to some of their columns; a tab stays between them.</summary>
    public static IEnumerable<byte[]> Rows(string file, params int[] columns) =>
        File.ReadLines(RepositoryRoot.Combine(file)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t')).Where(row => columns.All(column => column < row.Length))
            .Select(row => Encoding.UTF8.GetBytes(string.Join('\t', columns.Select(column => row[column]))));

    public static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);
}
