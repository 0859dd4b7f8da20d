// SPDX-License-Identifier: Apache-2.0

using Keyway.Publishing;
using Spectre.Console;

namespace Keyway.Cli.Output;

/// <summary>A bar on stderr while a pack runs; nothing where nobody is watching.</summary>
internal static class PackProgressBar
{
    public static async Task<PackResult> RunAsync(CliContext context, Func<IProgress<PackProgress>?, Task<PackResult>> pack)
    {
        if (!context.IsTerminal) return await pack(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Error) });
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn()).StartAsync(async bars =>
        {
            Bar bar = new(bars.AddTask("packing"));
            var result = await pack(bar);
            bar.Finish();
            return result;
        });
    }

    // Not Progress<T>: that reports later, on another thread, after the bar is gone.
    private sealed class Bar(ProgressTask task) : IProgress<PackProgress>
    {
        public void Report(PackProgress value)
        {
            task.Description = Markup.Escape(value.Layer);
            task.MaxValue = value.TotalBytes;
            task.Value = value.Bytes;
        }

        public void Finish()
        {
            task.Value = task.MaxValue;
            task.StopTask();
        }
    }
}
