// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Content;
using Keyway.Hosts.Store;
using Keyway.Packages;

// Usage: SwitchBenchmark DIR [RUNS]. Installs two generations below DIR, then rolls back and forth, and does the same with a link the way deployment tools do.
const int BlobSize = 256 * 1024;
var root = Directory.CreateDirectory(Path.Combine(args[0], "host")).FullName;
var runs = args.Length > 1 ? int.Parse(args[1]) : 100;
GenerationStore store = new(root, TimeProvider.System);

var install = new List<double>();
foreach (var version in new[] { "1.0.0", "2.0.0" }) install.Add((await store.InstallAsync(await RequestAsync(version), null, CancellationToken.None)).SwitchTime.TotalMilliseconds);

// Neighbours in time, so that both see the same disk.
List<double> switches = [], rollbacks = [], links = [];
for (var run = 0; run < runs; run++)
{
    var watch = Stopwatch.StartNew();
    var outcome = store.Rollback(null, "benchmark");
    rollbacks.Add(watch.Elapsed.TotalMilliseconds);
    switches.Add(outcome.SwitchTime.TotalMilliseconds);
    links.Add(LinkAndSync(Path.Combine(args[0], "peer"), run));
}

Print("keyway switch (durable)", switches);
Print("keyway rollback in all", rollbacks);
Print("peer: ln -sfn + sync -f", links);
Console.WriteLine($"bars: switch <= 5 ms: {(Percentile(switches, 50) <= 5 ? "met" : "MISSED")}; rollback <= 50 ms: {(Percentile(rollbacks, 50) <= 50 ? "met" : "MISSED")} (medians)");

static double LinkAndSync(string directory, int run)
{
    foreach (var release in new[] { "releases/0", "releases/1" }) Directory.CreateDirectory(Path.Combine(directory, release));
    var watch = Stopwatch.StartNew();
    using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"ln -sfn releases/{run % 2} current && sync -f ."]) { WorkingDirectory = directory })!;
    process.WaitForExit();
    return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException("ln or sync failed");
}

static void Print(string name, List<double> times) =>
    Console.WriteLine($"| {name,-26} | {times.Count,4} | {Percentile(times, 50),8:F2} | {Percentile(times, 95),8:F2} | {times.Max(),8:F2} |");

static double Percentile(List<double> times, int percent) => times.Order().ElementAt((times.Count - 1) * percent / 100);

static async Task<InstallRequest> RequestAsync(string version)
{
    var content = new byte[BlobSize];
    new Random(version.GetHashCode(StringComparison.Ordinal)).NextBytes(content);
    ArchiveEntry[] entries =
    [
        new() { Path = "userspace", Type = ArchiveEntryType.Directory, Mode = (UnixFileMode)0x1ed },
        new() { Path = "userspace/lib.so", Type = ArchiveEntryType.File, Mode = (UnixFileMode)0x1ed, Size = content.Length },
    ];
    var (tar, blob) = (new MemoryStream(), new MemoryStream());
    TarArchiveWriter writer = new(tar, new ArchiveLimits());
    foreach (var entry in entries) await writer.WriteAsync(entry, new MemoryStream(entry.Size > 0 ? content : []), CancellationToken.None);
    await writer.CompleteAsync(CancellationToken.None);
    await using (ZstdCompressionStream zstd = new(blob, new ZstdSettings { Level = 1, Workers = 1 }))
    {
        await zstd.WriteAsync(tar.ToArray());
        await zstd.CompleteAsync(CancellationToken.None);
    }

    PackagedLayer layer = new()
    {
        Title = "amd64/userspace.tar.zst",
        Kind = PayloadKind.Userspace,
        Digest = Digest.OfBytes(blob.ToArray()),
        Size = blob.Length,
        DiffId = Digest.OfBytes(tar.ToArray()),
        UncompressedSize = tar.Length,
        Files =
        [
            new() { Path = "userspace", Type = PackagedFileType.Directory, Mode = "0755" },
            new() { Path = "userspace/lib.so", Type = PackagedFileType.File, Mode = "0755", Size = content.Length, Digest = Digest.OfBytes(content) },
        ],
    };
    return new InstallRequest
    {
        Package = "benchmark",
        Version = version,
        Source = "benchmark",
        Isa = Isa.Amd64,
        Index = layer.Digest,
        Manifest = layer.Digest,
        Reason = "benchmark",
        Layers = [new RequestedLayer(layer, _ => Task.FromResult<Stream>(new MemoryStream(blob.ToArray())))],
    };
}
