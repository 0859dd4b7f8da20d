// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz.Tests;

/// <summary>
/// The short run of every target, on two threads with a load context each. Which thread takes which target is fixed, so that each run meets the same state.
/// </summary>
public sealed class ShortRuns
{
    private const int Threads = 2;
    private readonly Dictionary<string, TaskCompletionSource<FuzzReport>> reports = TargetTable.All.ToDictionary(target => target.Name, _ => new TaskCompletionSource<FuzzReport>(), StringComparer.Ordinal);

    public ShortRuns()
    {
        for (var first = 0; first < Threads; first++)
        {
            var share = TargetTable.All.Where((_, index) => index % Threads == first).ToArray();
            new Thread(() => Run(share)) { IsBackground = true }.Start();
        }
    }

    internal Task<FuzzReport> Of(string target) => reports[target].Task;

    private void Run(FuzzTarget[] targets)
    {
        Lazy<InstrumentedContext> context = new();
        foreach (var target in targets)
        {
            try
            {
                reports[target.Name].SetResult(context.Value.Fuzz(new FuzzOptions { Target = target.Name, Iterations = target.Iterations }));
            }
            catch (Exception exception)
            {
                reports[target.Name].SetException(exception);
            }
        }
    }
}
