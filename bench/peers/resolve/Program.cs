// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Keyway.Benchmarks.Resolve;
using Keyway.Packages;
using Keyway.Resolution;
using Keyway.Resolution.Fleets;

// program HOSTS PACKAGES KERNELS DOMAINS UNKNOWN-PERCENT: resolves a generated fleet from nothing, then changes hosts and packages one by one. `cold` is everything between facts in memory and answers; hosts are generated one at a time
// and the time for that is left out. program export FILE HOSTS PACKAGES KERNELS: writes what each distinct question answers, for the peers: see peers.py.
if (args[0] == "export") return PeerProblem.Write(args[1], Number(2), Number(3), Number(4));
var (hosts, packages, kernels, domains, unknown) = (Number(0), Number(1), Number(2), Number(3), Number(4));
FleetGenerator generator = new(20261124, packages, kernels, domains, unknown);
DriverPackage[] catalogue = [.. generator.Packages()];
ResolvePolicy policy = new() { Today = new DateOnly(2026, 11, 24) };
Meter meter = new();
Fleet fleet = meter.Of(() => new Fleet(catalogue, generator.Tables, policy));
var catalogued = meter.Total;
for (var from = 0; from < hosts; from += 1000)
{
    var batch = Enumerable.Range(from, Math.Min(1000, hosts - from)).Select(host => generator.Host(host)).ToArray();
    meter.Of(() => Array.ForEach(batch, facts => fleet.Add(facts)));
}

var added = meter.Total;
meter.Of(fleet.Settle);
var granted = Enumerable.Range(0, hosts).Count(host => fleet.IsServed(host));
var oneHost = Times(200, i => (generator.Host(i * 17 % hosts, 1 + i), i * 17 % hosts), change => fleet.Replace(change.Item2, change.Item1));
var onePackage = Times(100, i => generator.Package(packages + i), fleet.Add);
var oneGone = Times(100, i => catalogue[i * 97 % packages], package => fleet.Remove(package.Source, package.Index.Digest));
Console.WriteLine($"{hosts} hosts x {packages} packages, {kernels} kernels, {kernels * 4} configurations, {domains} domains, {unknown} % unknown");
Console.WriteLine($"cold ms {meter.Total} (catalogue {catalogued}, with hosts {added}), {Text(hosts / meter.Total.Wall.TotalSeconds)} hosts/s, {granted} served");
Console.WriteLine($"one host ms median {Text(oneHost.Median)} p99 {Text(oneHost.Worst)}; package added {Text(onePackage.Median)} p99 {Text(onePackage.Worst)}; package removed {Text(oneGone.Median)} p99 {Text(oneGone.Worst)}");
Console.WriteLine($"peak RSS MB {Text(Process.GetCurrentProcess().PeakWorkingSet64 / 1e6)}");
return 0;

int Number(int place) => int.Parse(args[place], CultureInfo.InvariantCulture);

static string Text(double value) => value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);

(double Median, double Worst) Times<T>(int count, Func<int, T> make, Action<T> change)
{
    var times = new double[count];
    for (var i = 0; i < count; i++)
    {
        var made = make(i);
        var start = Stopwatch.GetTimestamp();
        change(made);
        fleet.Settle();
        times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    Array.Sort(times);
    return (times[count / 2], times[count * 99 / 100]);
}
