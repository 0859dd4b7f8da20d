// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Hosts;

/// <summary>The real program, killed with SIGKILL at random instants of installs and rollbacks, on the file system of the temporary directory.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 16;

    private readonly TemporaryDirectory directory = new();
    private readonly Random random = new(20260101);

    private string Root => directory.Combine("host");

    private GenerationStore Store => new(Root, TimeProvider.System) { KeptGenerations = 2 };

    [Fact]
    public async Task A_killed_install_leaves_the_former_or_the_new_stack_whole()
    {
        await PrepareAsync();
        var whole = await DurationAsync("install", "oci:repo:2.3.0", "--root", Root, "--facts", "facts.json", "--allow-unverified", "--symbols", Symbols());
        var killed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Store.ReadStatus().Current!;
            string[] change = round % 4 == 3 ? ["rollback", "--root", Root] : ["install", $"oci:repo:{Next(before)}", "--root", Root, "--facts", "facts.json", "--allow-unverified", "--symbols", Symbols()];
            if (round % 2 == 0) ForgetOtherLayers(before);
            if (Kill(Start(change), whole * (0.4 + (random.NextDouble() * 0.7)))) killed++;

            AssertWhole();
            Store.Recover();
            AssertWhole();
            Assert.Null(Store.Recover().Settled);
        }

        Assert.InRange(killed, 1, Rounds);
        await DurationAsync("install", "oci:repo:2.3.1", "--root", Root, "--facts", "facts.json", "--allow-unverified", "--symbols", Symbols());
        Assert.Equal("2.3.1", Store.ReadStatus().Current!.Version);
    }

    public void Dispose() => directory.Dispose();

    private void AssertWhole()
    {
        var verification = Store.Verify(TestContext.Current.CancellationToken);
        Assert.True(verification is { IsIntact: true }, string.Join('\n', verification?.Problems ?? []));
        Assert.Contains(Store.ReadStatus().Current!.Version, new[] { "2.3.0", "2.3.1" });
    }

    // So that the next install has layers to unpack: what a retired generation leaves.
    private void ForgetOtherLayers(Generation current)
    {
        foreach (var number in Directory.GetDirectories(Path.Combine(Root, "var/lib/keyway/generations")).Where(path => Path.GetFileName(path) != current.Number.ToString())) Directory.Delete(number, recursive: true);
        var used = current.Layers.Select(layer => "sha256-" + layer.DiffId.Hex).ToHashSet();
        foreach (var layer in Directory.GetDirectories(Path.Combine(Root, "var/lib/keyway/packages")).Where(path => !used.Contains(Path.GetFileName(path)))) Directory.Delete(layer, recursive: true);
    }

    private static string Next(Generation before) => before.Version == "2.3.0" ? "2.3.1" : "2.3.0";

    private static string Symbols() => Directory.GetFiles(RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node", "boot"), "symvers-*").Single();

    private async Task PrepareAsync()
    {
        Directory.CreateDirectory(Root);
        foreach (var version in new[] { "2.3.0", "2.3.1" }) await DurationAsync("pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:repo", "--level", "1");
        await DurationAsync("probe", "--root", RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node"), "--output", "facts.json");
    }

    private async Task<TimeSpan> DurationAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"keyway {string.Join(' ', arguments)}: {process.ExitCode}");
        return watch.Elapsed;
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "keyway.dll"), .. arguments])
    {
        WorkingDirectory = directory.Path,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool Kill(Process process, TimeSpan after)
    {
        using (process)
        {
            if (process.WaitForExit(after)) return false;
            process.Kill();
            process.WaitForExit();
            return true;
        }
    }
}
