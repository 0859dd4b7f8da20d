// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Tests;

/// <summary>Every parser against some thousands of mutated inputs: it may accept or refuse, and nothing else.</summary>
public sealed class TargetTests(ShortRuns runs) : IClassFixture<ShortRuns>
{
    public static TheoryData<string> Targets => [.. TargetTable.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Parser_accepts_or_refuses_whatever_it_gets(string target)
    {
        var report = await runs.Of(target);

        // A run that gets nowhere would prove nothing.
        Assert.True(report.Edges > 10, $"only {report.Edges} edges were taken");
        Assert.True(report.Crashes.Count == 0, string.Concat(report.Crashes.Select(Describe)));
    }

    private static string Describe(Crash crash) => $"{crash.Text}\ninput (base64): {Convert.ToBase64String(crash.Input)}\n\n";
}
