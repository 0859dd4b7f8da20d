// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Tests.Core.Admission;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>docs/threats.md names tests; a name that no test has would be a promise that nobody keeps.</summary>
public sealed partial class ThreatTableTests
{
    // Whoever writes a class of such tests adds it here, and its way to read the trail back.
    private static readonly string[] OnRecord =
    [
        nameof(AuditedBundleTests), nameof(AuditedChannelTests), nameof(AuditedMetadataTests), nameof(AuditedPayloadTests), nameof(AuditedRefusalTests), nameof(AuditedTransferTests), nameof(GateThreatTests), nameof(WitnessGateTests),
    ];

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

    [Fact]
    public void Every_threat_has_a_test_that_finds_the_refusal_in_an_audit_trail()
    {
        var rows = File.ReadLines(RepositoryRoot.Combine("docs", "threats.md")).SkipWhile(line => !line.StartsWith("| threat |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        var cells = rows.Select(row => row.Split(" | ")).ToList();

        Assert.All(cells, row => Assert.Equal(4, row.Length));
        Assert.All(cells, row => Assert.NotEmpty(Name().Matches(row[3])));
        Assert.All(cells, row => Assert.All(Name().Matches(row[3]), name => Assert.Contains(name.Groups["class"].Value, OnRecord)));
        Assert.True(cells.Count > 40);
    }

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z0-9]+Tests)\.(?<method>[A-Za-z0-9_]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
