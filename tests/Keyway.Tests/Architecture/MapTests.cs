// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Tests.Architecture;

/// <summary>Compares the map in docs/architecture.md with the disk, both ways.</summary>
public sealed partial class MapTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("src", "Keyway.Artifacts")]
    [InlineData("src", "Keyway.Core")]
    [InlineData("src", "Keyway.Cli")]
    [InlineData("tests")]
    [InlineData("spec")]
    public void Map_and_disk_name_the_same_folders(params string[] folder)
    {
        var path = string.Join('/', folder) + "/";
        var onMap = MapPaths().Where(entry => entry.StartsWith(path, StringComparison.Ordinal) && entry.Length > path.Length)
            .Select(entry => entry[path.Length..].Split('/')[0])
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(onMap, SourceTree.Folders(folder));
    }

    // The map is the first code block: two spaces of indentation per level, a name ending in `/`, then a description.
    private static IEnumerable<string> MapPaths()
    {
        var block = CodeBlock().Match(SourceTree.Read("docs/architecture.md")).Groups[1].Value;
        List<string> parents = [];
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = MapLine().Match(line);
            if (!entry.Success) continue;
            var depth = entry.Groups[1].Length / 2;
            parents.RemoveRange(depth, parents.Count - depth);
            parents.Add(entry.Groups[2].Value);
            yield return string.Concat(parents);
        }
    }

    [GeneratedRegex(@"```text\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^( *)([\w.-]+/)(\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MapLine();
}
