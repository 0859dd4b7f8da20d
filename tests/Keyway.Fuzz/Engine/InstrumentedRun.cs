// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Engine;

/// <summary>The door into an <see cref="InstrumentedContext"/>: called by reflection from outside, so only types of the base class library pass. Public for that reason.</summary>
public static class InstrumentedRun
{
    // The engine's own frames and those of the target come out of this; the limit on an input's recursion is a part of it.
    private const int StackBytes = 16 << 20;

    public static (long Executions, int Edges, byte[][] Corpus, (string Name, string Text, byte[] Input)[] Crashes) Fuzz(
        string target, int seed, long iterations, TimeSpan time, bool keepsDiscoveries, byte[][] inputs, KeyValuePair<string, string[]>[] words, Action<string>? progress)
    {
        FuzzOptions options = new() { Target = target, Seed = seed, Iterations = iterations, Time = time, KeepsDiscoveries = keepsDiscoveries, Inputs = inputs, Progress = progress };
        Fuzzer fuzzer = new(TargetTable.Find(target), options, words);
        OnFreshStack(fuzzer.Run);
        var report = fuzzer.Report;
        return (report.Executions, report.Edges, [.. report.Corpus], [.. report.Crashes.Select(crash => (crash.Name, crash.Text, crash.Input))]);
    }

    public static string? Judge(string target, byte[] input)
    {
        string? verdict = null;
        OnFreshStack(() => verdict = new InputJudge(TargetTable.Find(target)).Judge(input)?.ToString());
        return verdict;
    }

    private static void OnFreshStack(Action action)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("the fuzzer itself failed", failure);
    }
}
