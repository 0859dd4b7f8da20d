// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;

namespace Keyway.Benchmarks.Log;

/// <summary>Durable appends: an entry counts when it and a signed tree head over it are on the disk. Usage: LogBenchmark fsync|batched|waiting DIR [COUNT].</summary>
internal static class Program
{
    private const int Callers = 64;
    private const int EntrySize = 71;

    public static async Task Main(string[] args)
    {
        var count = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        var watch = Stopwatch.StartNew();
        if (args[0] == "fsync") Fsync(args[1], count);
        else watch = await AppendAsync(args[1], count, isWaiting: args[0] == "waiting");
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} {count / seconds:0}"));
    }

    // What the disk allows when every entry is synchronised alone.
    private static void Fsync(string directory, int count)
    {
        var content = RandomNumberGenerator.GetBytes(EntrySize);
        using FileStream file = new(Path.Combine(directory, "file"), FileMode.Create);
        for (var number = 0; number < count; number++)
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
    }

    private static async Task<Stopwatch> AppendAsync(string directory, int count, bool isWaiting)
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        NoteSigner signer = new(NoteKey.OfLog("bench.example/log", key.PublicKey), key, TimeProvider.System);
        using var log = await TiledLog.CreateAsync(Path.Combine(directory, "log"), signer, LogPublication.AtOnce, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        await using (LogAppender appender = new(log))
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(appender, caller, count, isWaiting))));
        watch.Stop();
        var audited = await LogAudit.RunAsync(new DirectoryResources(log.Directory), log.Head, null, null, CancellationToken.None);
        if (audited.Size != count) throw new InvalidOperationException($"{audited.Size} entries instead of {count}");
        return watch;
    }

    private static async Task CallAsync(LogAppender appender, int caller, int count, bool isWaiting)
    {
        List<Task> waiting = [];
        for (var number = caller; number < count; number += Callers)
        {
            var entry = new byte[EntrySize];
            BitConverter.TryWriteBytes(entry, number);
            var answer = appender.AppendAsync(entry, CancellationToken.None);
            if (isWaiting) await answer;
            else waiting.Add(answer);
        }

        await Task.WhenAll(waiting);
    }
}
