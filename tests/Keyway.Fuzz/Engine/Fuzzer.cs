// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Fuzz.Mutation;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Engine;

/// <summary>
/// The loop: pick an input of the corpus, mutate it, run it; keep it when it took an edge, or a class of counts of an edge, that no input took before. Deterministic
/// by seed: limits are counted in blocks and bytes, not in time. Not thread safe; one at a time per load context.
/// </summary>
internal sealed class Fuzzer
{
    private const int MostCrashes = 20;

    private readonly FuzzTarget target;
    private readonly FuzzOptions options;
    private readonly Random random;
    private readonly InputJudge judge;
    private readonly Mutator mutator;
    private readonly List<byte[]> corpus = [];
    private readonly Dictionary<string, Crash> crashes = new(StringComparer.Ordinal);
    private readonly byte[] seen = new byte[EdgeMap.Size];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long executions;
    private int edges;

    public Fuzzer(FuzzTarget target, FuzzOptions options, IEnumerable<KeyValuePair<string, string[]>> words)
    {
        this.target = target;
        this.options = options;
        random = new Random(options.Seed);
        judge = new InputJudge(target);
        mutator = new Mutator(random, target, words);
    }

    public FuzzReport Report => new(executions, edges, [.. corpus], [.. crashes.Values]);

    public void Run()
    {
        LoadSeeds();
        var nextLine = TimeSpan.FromSeconds(10);
        while (executions < options.Iterations && crashes.Count < MostCrashes)
        {
            // The clock is looked at rarely, and only a run without a bound on iterations depends on it.
            if (executions % 256 == 0 && clock.Elapsed > options.Time) break;
            Try(mutator.Mutate(corpus, Pick()), options.KeepsDiscoveries);
            if (executions % 256 != 0 || clock.Elapsed < nextLine) continue;
            nextLine = clock.Elapsed + TimeSpan.FromSeconds(10);
            Tell();
        }

        Tell();
    }

    // Each seed runs once uncounted before: static constructors and caches would else look like discoveries.
    private void LoadSeeds()
    {
        byte[][] seeds = [.. target.Seeds(), .. options.Inputs];
        if (seeds.Length == 0) seeds = [[]];
        foreach (var seed in seeds) judge.Judge(seed);
        foreach (var seed in seeds) Try(seed, keeps: true);
        // All seeds were alike or crashed: start from one anyway.
        if (corpus.Count == 0) corpus.Add(seeds[0]);
    }

    // Half of the time one of the newest, which lead to code that is little explored.
    private int Pick() => random.Next(2) == 0 ? random.Next(corpus.Count) : random.Next(corpus.Count * 3 / 4, corpus.Count);

    private void Try(byte[] input, bool keeps)
    {
        executions++;
        var failure = judge.Judge(input);
        if (failure is not null) Record(input, failure);
        else if (IsNew() && keeps) corpus.Add(input);
    }

    private bool IsNew()
    {
        var isNew = false;
        foreach (var edge in EdgeMap.Edges)
        {
            var bit = EdgeMap.ClassOf(edge);
            if ((seen[edge] & bit) != 0) continue;
            if (seen[edge] == 0) edges++;
            seen[edge] |= bit;
            isNew = true;
        }

        return isNew;
    }

    private void Record(byte[] input, Exception failure)
    {
        var name = InputJudge.NameOf(failure);
        if (crashes.ContainsKey(name)) return;
        var smallest = new Minimiser(candidate => judge.Judge(candidate) is { } other && InputJudge.NameOf(other) == name).Minimise(input);
        crashes.Add(name, new Crash(name, failure.ToString(), smallest));
        options.Progress?.Invoke($"{target.Name}: {name}, {smallest.Length} bytes");
    }

    private void Tell() =>
        options.Progress?.Invoke($"{target.Name}: {executions} inputs, {executions / Math.Max(0.001, clock.Elapsed.TotalSeconds):F0}/s, {edges} edges, corpus {corpus.Count}, {crashes.Count} crashes");
}
