// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>docs/threats.md names tests; a name that no test has would be a promise that nobody keeps.</summary>
public sealed partial class ThreatTableTests
{
    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var named = Name().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "threats.md"))).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).ToList();
        var files = Directory.EnumerateFiles(RepositoryRoot.Combine("tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);

        var missing = named.Where(name => !files[name.Class].Any(text => text.Contains($" {name.Method}(", StringComparison.Ordinal)));

        Assert.Empty(missing);
        Assert.True(named.Count > 50);
    }

    [Fact]
    public void Every_threat_that_the_gate_stops_is_in_the_table()
    {
        var table = File.ReadAllText(RepositoryRoot.Combine("docs", "threats.md"));

        var absent = typeof(GateThreatTests).GetMethods().Where(method => method.DeclaringType == typeof(GateThreatTests) && !table.Contains($"GateThreatTests.{method.Name}`", StringComparison.Ordinal));

        Assert.Empty(absent.Select(method => method.Name));
    }

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z0-9]+Tests)\.(?<method>[A-Za-z0-9_]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
