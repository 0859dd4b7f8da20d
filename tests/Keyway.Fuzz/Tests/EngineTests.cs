// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;

namespace Keyway.Fuzz.Tests;

/// <summary>The engine finds what it should, and only because of what it claims to do.</summary>
public sealed class EngineTests
{
    private const long Enough = 200_000;
    private static readonly Lazy<InstrumentedContext> Context = new();

    [Fact]
    public void Guidance_finds_a_bug_behind_three_comparisons_and_blind_mutation_does_not()
    {
        var guided = Run(new FuzzOptions { Target = "planted-bug", Iterations = Enough });
        var blind = Run(new FuzzOptions { Target = "planted-bug", Iterations = Enough, KeepsDiscoveries = false });

        Assert.Equal("InvalidOperationException in PlantedBug.Run", Assert.Single(guided.Crashes).Name);
        Assert.Equal(Enough, blind.Executions);
        Assert.Empty(blind.Crashes);
    }

    [Fact]
    public void Same_seed_gives_the_same_run_and_another_seed_another()
    {
        var first = Run(new FuzzOptions { Target = "stack-version", Iterations = 3000 });
        var again = Run(new FuzzOptions { Target = "stack-version", Iterations = 3000 });
        var other = Run(new FuzzOptions { Target = "stack-version", Iterations = 3000, Seed = 7 });

        Assert.Equal(first.Corpus, again.Corpus);
        Assert.Equal(first.Edges, again.Edges);
        Assert.NotEqual(first.Corpus, other.Corpus);
    }

    [Theory]
    [InlineData("planted-loop", "InputTooSlowException in PlantedBug.RunForever")]
    [InlineData("planted-recursion", "InputTooDeepException in PlantedBug.Recurse")]
    [InlineData("planted-allocation", "InputTooLargeException in unknown")]
    public void Endless_loops_deep_recursion_and_large_allocations_are_findings(string target, string expected)
    {
        var report = Run(new FuzzOptions { Target = target, Iterations = 100 });

        Assert.Equal(expected, Assert.Single(report.Crashes).Name);
    }

    [Fact]
    public void Findings_are_made_as_short_as_they_can_be()
    {
        var input = new Minimiser(candidate => candidate.Contains((byte)'x') && candidate.Contains((byte)'y')).Minimise("some x and then some y"u8.ToArray());

        Assert.Equal("xy"u8, input);
    }

    private static FuzzReport Run(FuzzOptions options)
    {
        lock (Context) return Context.Value.Fuzz(options);
    }
}
