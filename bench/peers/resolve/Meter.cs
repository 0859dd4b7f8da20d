// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Keyway.Benchmarks.Resolve;

/// <summary>Adds up the wall time and the processor time of what it runs: on a busy machine only the latter says anything.</summary>
internal sealed class Meter
{
    private readonly Process process = Process.GetCurrentProcess();

    public Reading Total { get; private set; }

    public void Of(Action work)
    {
        Of(() =>
        {
            work();
            return 0;
        });
    }

    public T Of<T>(Func<T> work)
    {
        process.Refresh();
        var (start, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var result = work();
        process.Refresh();
        Total = new Reading(Total.Wall + Stopwatch.GetElapsedTime(start), Total.Processor + process.TotalProcessorTime - before);
        return result;
    }

    public readonly record struct Reading(TimeSpan Wall, TimeSpan Processor)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall.TotalMilliseconds:0} wall {Processor.TotalMilliseconds:0} processor");
    }
}
