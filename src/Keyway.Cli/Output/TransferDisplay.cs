// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Spectre.Console;

namespace Keyway.Cli.Output;

/// <summary>Progress of a copy on a terminal: one bar for all bytes. Silent where nobody watches.</summary>
internal static class TransferDisplay
{
    public static async Task<T> RunAsync<T>(CliContext context, string title, Func<Action<CopyEvent>?, Task<T>> copy)
    {
        if (!context.IsTerminal) return await copy(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Error) });
        return await console.Progress().AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(progress => WatchedAsync(progress.AddTask(Markup.Escape(title), maxValue: 0), copy));
    }

    private static Task<T> WatchedAsync<T>(ProgressTask bar, Func<Action<CopyEvent>?, Task<T>> copy) => copy(news =>
    {
        lock (bar) Apply(bar, news);
    });

    private static void Apply(ProgressTask bar, CopyEvent news)
    {
        if (news.Step == CopyStep.Planned) bar.MaxValue += news.Bytes;
        else if (news.Step == CopyStep.Advanced) bar.Increment(news.Bytes);
        else if (news.Step != CopyStep.Copied || MediaTypes.IsManifest(news.Content.MediaType)) bar.Increment(news.Bytes);
    }
}
