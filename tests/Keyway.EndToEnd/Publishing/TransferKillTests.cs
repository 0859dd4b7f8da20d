// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Core.Publishing;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Publishing;

/// <summary>The real program, killed with SIGKILL at seeded instants of packs and pulls: what has a final name verifies, and the next run succeeds.</summary>
public sealed class TransferKillTests : IDisposable
{
    private const int Rounds = 4;

    private readonly TemporaryDirectory directory = new();
    private readonly Random random = new(20260202);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_pack_leaves_no_half_package(bool intoExistingLayout)
    {
        var source = PackageFolder.Create(directory.Combine("source"));
        WriteNoise(Path.Combine(source, "amd64", "userspace", "noise"), 8 << 20);
        var (begun, whole) = await MeasureAsync("whole", "pack", "source", "--output", "oci:whole:v1");
        var killed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (intoExistingLayout) await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
            using var process = Start("pack", "source", "--output", "oci:out:v1");
            AwaitBlobs("out", process);
            if (Kill(process, (whole - begun) * random.NextDouble())) killed++;

            await AssertSoundAsync("out");
            if (round < Rounds - 1 && Directory.Exists(directory.Combine("out"))) Directory.Delete(directory.Combine("out"), recursive: true);
        }

        Assert.InRange(killed, 1, Rounds);
        await RunAsync("pack", "source", "--output", "oci:out:v1");
        await AssertCompleteAsync("out");
        AssertNoParts();
    }

    // The registry itself says when: after a seeded number of bytes of a seeded layer.
    [Theory]
    [InlineData("oci:copy")]
    [InlineData("oci-archive:copy")]
    public async Task A_killed_pull_leaves_no_half_artifact(string target)
    {
        await using MemoryRegistry registry = new();
        var sample = SampleArtifact.Create(layerSize: 1 << 20);
        await using (RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings())) await sample.PushToAsync(repository, "v1");
        string[] arguments = ["pull", $"{registry.Reference}:v1", target];
        for (var round = 0; round < Rounds; round++)
        {
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var layer = sample.Content.Where(item => item.Descriptor.MediaType == SampleArtifact.LayerType).Skip(1).ElementAt(random.Next(3));
            registry.Override = request => request.Method == "GET" && request.Path.EndsWith(layer.Descriptor.Digest.ToString(), StringComparison.Ordinal) ? Halting(layer.Bytes, random.Next(layer.Bytes.Length), reached) : null;
            using var process = Start(arguments);
            await Task.WhenAny(reached.Task, process.WaitForExitAsync(Cancellation));
            var wasKilled = Kill(process, TimeSpan.Zero);

            // A round after one that already stored this layer does not ask for it again.
            Assert.True(wasKilled || round > 0);
            if (target == "oci:copy") await AssertSoundAsync("copy");
            else if (!wasKilled) break;
            else Assert.False(File.Exists(directory.Combine("copy")));
        }

        registry.Override = _ => null;
        await RunAsync(arguments);
        await RunAsync("inspect", target);
        if (target == "oci:copy") await AssertCompleteAsync("copy", sample.Index.Digest);
    }

    private async Task AssertSoundAsync(string layout)
    {
        var blobs = directory.Combine(layout, "blobs", "sha256");
        if (Directory.Exists(blobs)) foreach (var blob in Directory.EnumerateFiles(blobs)) Assert.Equal(Path.GetFileName(blob), Digest.OfBytes(await File.ReadAllBytesAsync(blob, Cancellation)).Hex);
        if (!File.Exists(directory.Combine(layout, "oci-layout"))) return;
        await using var opened = LayoutDirectory.Open(directory.Combine(layout), TimeProvider.System);
        foreach (var root in await opened.RootsAsync(Cancellation)) await AssertReachedAsync(opened, root);
    }

    private static async Task AssertReachedAsync(LayoutDirectory layout, Descriptor root)
    {
        var document = await layout.ReadManifestAsync(root, Cancellation);
        foreach (var link in document.Blobs) Assert.True(await layout.ExistsAsync(link, Cancellation));
        foreach (var child in document.Children) await AssertReachedAsync(layout, child);
    }

    private async Task AssertCompleteAsync(string layout, Digest index = default)
    {
        await AssertSoundAsync(layout);
        if (index.IsNone) index = await RootAsync("whole");
        Assert.Equal(index, await RootAsync(layout));
    }

    private async Task<Digest> RootAsync(string layout)
    {
        await using var opened = LayoutDirectory.Open(directory.Combine(layout), TimeProvider.System);
        return (await opened.ResolveAsync("v1", Cancellation))!.Digest;
    }

    private void AssertNoParts() =>
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories), path => path.EndsWith(".part", StringComparison.Ordinal));

    private static LoopbackResponse Halting(byte[] content, int after, TaskCompletionSource reached) => LoopbackResponse.Raw(async (stream, token) =>
    {
        await stream.WriteAsync(LoopbackResponse.Head(200, ("Content-Length", content.Length.ToString())), token);
        await stream.WriteAsync(content.AsMemory(0, after), token);
        await stream.FlushAsync(token);
        reached.TrySetResult();
        // Until the client is gone, which is what a read sees.
        await stream.ReadExactlyAsync(new byte[1], token);
    });

    private void WriteNoise(string path, int size)
    {
        var noise = new byte[size];
        random.NextBytes(noise);
        File.WriteAllBytes(path, noise);
    }

    private async Task<(TimeSpan Begun, TimeSpan Whole)> MeasureAsync(string layout, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(arguments);
        AwaitBlobs(layout, process);
        var begun = watch.Elapsed;
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
        return (begun, watch.Elapsed);
    }

    private void AwaitBlobs(string layout, Process process) => SpinWait.SpinUntil(
        () => process.HasExited || Directory.Exists(directory.Combine(layout, "blobs")) || Directory.Exists(directory.Combine(layout + ".part", "blobs")));

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.SucceedsAsync("dotnet", [Program, .. arguments], directory.Path);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "keyway.dll");

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        WorkingDirectory = directory.Path,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool Kill(Process process, TimeSpan after)
    {
        if (process.WaitForExit(after)) return false;
        process.Kill();
        process.WaitForExit();
        return true;
    }
}
