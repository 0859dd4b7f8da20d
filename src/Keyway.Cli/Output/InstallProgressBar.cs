// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;
using Spectre.Console;

namespace Keyway.Cli.Output;

/// <summary>A bar on stderr while an install runs; nothing where nobody is watching.</summary>
internal static class InstallProgressBar
{
    public static async Task<InstallOutcome> RunAsync(CliContext context, Func<IProgress<InstallProgress>?, Task<InstallOutcome>> install)
    {
        if (!context.IsTerminal) return await install(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Error) });
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn()).StartAsync(async bars =>
        {
            var task = bars.AddTask("installing");
            var outcome = await install(new Bar(task));
            task.Value = task.MaxValue;
            task.StopTask();
            return outcome;
        });
    }

    // Not Progress<T>: that reports later, on another thread, after the bar is gone.
    private sealed class Bar(ProgressTask task) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value)
        {
            task.Description = Markup.Escape(value.Step);
            task.MaxValue = long.Max(1, value.TotalBytes);
            task.Value = value.DoneBytes;
        }
    }
}
