// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Documentation;

/// <summary>
/// A page of the guide, or the README. Lines that start with <c>$ </c> inside a <c>```console</c> block are commands; a trailing <c># exits 20</c> says which exit status is
/// expected when it is not 0. Lines without the prompt are shown output: the test does not compare them, it only runs the commands in order.
/// </summary>
internal sealed partial record GuidePage(string Name, IReadOnlyList<GuideCommand> Commands)
{
    /// <summary>Paths relative to the checkout.</summary>
    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("docs", "guide"), "*.md").Select(path => Path.GetRelativePath(RepositoryRoot.Path, path)).Append("README.md").Order(StringComparer.Ordinal);

    public static GuidePage Read(string name)
    {
        var text = File.ReadAllText(RepositoryRoot.Combine(name));
        var commands = ConsoleBlock().Matches(text)
            .SelectMany(block => block.Groups["body"].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n'))
            .Where(line => line.StartsWith("$ ", StringComparison.Ordinal))
            .Select(line => ToCommand(line[2..]));
        return new GuidePage(name, [.. commands]);
    }

    private static GuideCommand ToCommand(string line)
    {
        var status = ExpectedStatus().Match(line);
        return new GuideCommand(line, status.Success ? int.Parse(status.Groups["status"].ValueSpan) : 0);
    }

    [GeneratedRegex(@"```console\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"# exits (?<status>\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ExpectedStatus();
}
