// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;
using Keyway.Fuzz.Targets;

namespace Keyway.Fuzz;

/// <summary>`fuzz [target|all] [minutes] [seed]`: fuzzes for a time, keeps the corpus between runs, and stores what it finds as regressions.</summary>
internal static class LongRun
{
    /// <summary>0 when nothing was found, 1 when something was.</summary>
    public static int Start(string[] arguments, TextWriter output)
    {
        var minutes = arguments.Length > 1 ? double.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
        var names = arguments is [] or ["all", ..] ? TargetTable.All.Select(target => target.Name) : [TargetTable.Find(arguments[0]).Name];
        var found = 0;
        InstrumentedContext context = new();
        foreach (var name in names)
        {
            CorpusDirectory corpus = new(name);
            FuzzOptions options = new() { Target = name, Seed = seed, Time = TimeSpan.FromMinutes(minutes), Inputs = corpus.Read(), Progress = output.WriteLine };
            var report = context.Fuzz(options);
            corpus.Write(report.Corpus);
            foreach (var crash in report.Crashes) output.WriteLine($"{name}: {crash.Text}\n  stored as {Regressions.Store(name, crash)}");
            found += report.Crashes.Count;
        }

        return found == 0 ? 0 : 1;
    }
}
