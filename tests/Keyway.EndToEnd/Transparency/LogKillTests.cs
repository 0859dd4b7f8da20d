// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Transparency;

/// <summary>The real program, killed with SIGKILL at random instants while it appends: nothing it acknowledged is lost, and no two checkpoints contradict each other.</summary>
public sealed class LogKillTests : IDisposable
{
    private const int Rounds = 30;
    private const int EntriesPerRound = 600;

    private readonly TemporaryDirectory directory = new();
    private readonly Random random = new(20260102);
    private Checkpoint? seen;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Log => directory.Combine("log");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_killed_writer_loses_nothing_acknowledged_and_forks_nothing()
    {
        await RunAsync("log", "init", "log", "--name", "log.example/drivers");
        var whole = await AppendAsync(0, null);
        SortedDictionary<long, int> acknowledged = [];
        Acknowledge(acknowledged, whole.Output, 0);
        var killed = 0;
        // How long a whole run takes changes with what else the machine does: the last one that was left alone is the measure, and rounds go on until enough were hit.
        var time = whole.Time;
        for (var round = 1; round <= Rounds || (killed < Rounds / 4 && round <= 8 * Rounds); round++)
        {
            var run = await AppendAsync(round, time * (0.5 + (random.NextDouble() * 0.55)));
            if (run.IsKilled) killed++;
            else time = run.Time;
            Acknowledge(acknowledged, run.Output, round);
            await RequireWholeAsync(acknowledged);
        }

        Assert.InRange(killed, Rounds / 4, 8 * Rounds);
        Assert.NotEmpty(acknowledged);
    }

    private static string Entry(int round, int number) => $"round {round} entry {number}";

    // What the program printed is acknowledged, even when it was killed right after.
    private static void Acknowledge(SortedDictionary<long, int> acknowledged, string output, int round)
    {
        var words = output.Split(' ');
        if (words.Length > 5 && words[2] == "appended") acknowledged[long.Parse(words[5].TrimEnd(','), CultureInfo.InvariantCulture)] = round;
    }

    private async Task RequireWholeAsync(SortedDictionary<long, int> acknowledged)
    {
        var key = LogFolder.ReadKey(Log);
        var published = Checkpoint.Open(SignedNote.Parse(SmallFile.Read(Path.Combine(Log, "checkpoint"), SignedNote.LargestNote)), key, Log);
        await LogAudit.RunAsync(new DirectoryResources(Log), published, seen, null, Token);
        seen = published;
        var head = await LogFolder.ReadHeadAsync(Log, key, Token);
        List<string> entries = [];
        await LogAudit.RunAsync(new DirectoryResources(Log), head, null, (_, entry) => Add(entries, entry), Token);
        foreach (var (first, round) in acknowledged)
            for (var number = 0; number < EntriesPerRound; number++) Assert.Equal(Entry(round, number), entries[(int)first + number]);
    }

    private static ValueTask Add(List<string> entries, ReadOnlyMemory<byte> entry)
    {
        entries.Add(Encoding.UTF8.GetString(entry.Span));
        return ValueTask.CompletedTask;
    }

    private async Task<(string Output, bool IsKilled, TimeSpan Time)> AppendAsync(int round, TimeSpan? life)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start("log", "append", "log", "--lines");
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Range(0, EntriesPerRound).Select(number => Entry(round, number) + "\n")));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var isKilled = life is { } limit && !process.WaitForExit(limit > watch.Elapsed ? limit - watch.Elapsed : TimeSpan.Zero);
        if (isKilled) process.Kill();
        await process.WaitForExitAsync(Token);
        Assert.True(isKilled || process.ExitCode == 0, await process.StandardError.ReadToEndAsync(Token));
        return (await output, isKilled, watch.Elapsed);
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "keyway.dll"), .. arguments])
    {
        WorkingDirectory = directory.Path,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
