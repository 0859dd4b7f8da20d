// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Hosts.Probe;

// Usage: ProbeBenchmark KEYWAY_DLL RUNS. Probes this host in process and as a whole program, with lscpu and lspci (which know much less) in turn.
const int Warmup = 3;
var (program, runs) = (args[0], int.Parse(args[1]));
ProbeOptions options = new() { RunsPrograms = false };
List<double> probes = [], wholes = [], peers = [], runtimes = [];
for (var run = -Warmup; run < runs; run++)
{
    var watch = Stopwatch.StartNew();
    var report = await HostProbe.ReadAsync("/", options, TimeProvider.System, CancellationToken.None);
    var inProcess = watch.Elapsed.TotalMilliseconds;
    var whole = Measure("dotnet", program, "probe", "--no-programs", "--json");
    var runtime = Measure("dotnet", program, "--version");
    var peer = Measure("/bin/sh", "-c", "lscpu -J && lspci -nnk -mm");
    if (run == runs - 1) Console.WriteLine($"facts: {report.Facts.Facts.Count}");
    if (run < 0) continue;
    probes.Add(inProcess);
    wholes.Add(whole);
    runtimes.Add(runtime);
    peers.Add(peer);
}

Print("keyway probe, in process", probes);
Print("keyway probe, whole program", wholes);
Print("keyway --version (start-up)", runtimes);
Print("peer: lscpu -J; lspci -nnk", peers);
Console.WriteLine($"bar: probe without vendor programs <= 50 ms: {(Percentile(probes, 50) <= 50 ? "met" : "MISSED")} (median, in process)");

static double Measure(string command, params string[] arguments)
{
    var watch = Stopwatch.StartNew();
    using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{command} failed");
}

static void Print(string name, List<double> times) => Console.WriteLine($"| {name,-28} | {times.Count,4} | {Percentile(times, 50),8:0.00} | {Percentile(times, 95),8:0.00} |");

static double Percentile(List<double> times, int percent) => times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));
