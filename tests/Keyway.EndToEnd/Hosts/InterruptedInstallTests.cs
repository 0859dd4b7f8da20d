// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts.Content;
using Keyway.Hosts.Store;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Hosts;

/// <summary>The real program, installing from a registry that stops in the middle of the last layer: interrupted by Ctrl-C, or cut off.</summary>
public sealed class InterruptedInstallTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly MemoryRegistry registry = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Root => directory.Combine("host");

    private GenerationStore Store => new(Root, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(directory.Combine("other"));
        foreach (var version in new[] { "2.3.0", "2.3.1" })
        {
            await SucceedsAsync("pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", $"oci:repo:{version}", "--level", "1");
            await SucceedsAsync("push", $"oci:repo:{version}", $"{registry.Reference}:{version}");
        }

        await SucceedsAsync("probe", "--root", RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node"), "--output", "facts.json");
        await SucceedsAsync(Install("2.3.0", Root));
        await SucceedsAsync(Install("2.3.1", directory.Combine("other")));
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Ctrl_C_exits_130_with_the_former_stack_and_the_same_command_finishes()
    {
        Stop(async cancellationToken => await Task.Delay(Timeout.Infinite, cancellationToken));
        using var process = Start(Install("2.3.1", Root));
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(Store.ReadStatus().Pending);

        await ProgramRun.SucceedsAsync("sh", ["-c", $"kill -INT {process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        await AssertFormerAndFinishAsync();
    }

    [Fact]
    public async Task A_registry_that_breaks_off_exits_75_with_the_former_stack_and_the_same_command_finishes()
    {
        Stop(_ => Task.CompletedTask);

        var run = await RunAsync(Install("2.3.1", Root));

        Assert.Equal(75, run.ExitStatus);
        Assert.Contains("state: generation 1 (kw-link 2.3.0) is current, as before", run.Error, StringComparison.Ordinal);
        await AssertFormerAndFinishAsync();
    }

    // What the last layer's blob is, the other host knows. Half of it is sent.
    private void Stop(Func<CancellationToken, Task> then)
    {
        var last = LastLayer();
        var half = File.ReadAllBytes(directory.Combine("repo", "blobs", "sha256", last.Hex));
        registry.Override = request => request.Method != "GET" || !request.Path.EndsWith(last.ToString(), StringComparison.Ordinal) ? null : LoopbackResponse.Raw(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(LoopbackResponse.Head(200, ("Content-Length", half.Length.ToString())), cancellationToken);
            await stream.WriteAsync(half.AsMemory(0, half.Length / 2), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            reached.TrySetResult();
            await then(cancellationToken);
        });
    }

    private Digest LastLayer()
    {
        var had = Store.ReadStatus().Current!.Layers.Select(layer => layer.DiffId).ToHashSet();
        return new GenerationStore(directory.Combine("other"), TimeProvider.System).ReadStatus().Current!.Layers.Last(layer => !had.Contains(layer.DiffId)).Digest;
    }

    private async Task AssertFormerAndFinishAsync()
    {
        Assert.Equal(("2.3.0", null), (Store.ReadStatus().Current!.Version, Store.ReadStatus().Pending));
        Assert.Empty(HiddenFiles());
        Assert.Equal(JournalPhase.Abort, Store.ReadHistory()[0].Phase);

        registry.Override = _ => null;
        await SucceedsAsync(Install("2.3.1", Root));
        Assert.Equal("2.3.1", Store.ReadStatus().Current!.Version);
        Assert.True(Store.Verify(TestContext.Current.CancellationToken)!.IsIntact);
    }

    // What the store had begun to write; the log of the audit trail keeps its state in hidden files for good.
    private IEnumerable<string> HiddenFiles() => Directory
        .EnumerateFileSystemEntries(Path.Combine(Root, "var/lib/keyway"), ".*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(path => !path.StartsWith(Path.Combine(Root, "var/lib/keyway/audit/"), StringComparison.Ordinal));

    private string[] Install(string version, string root) =>
        ["install", $"{registry.Reference}:{version}", "--root", root, "--facts", "facts.json", "--allow-unverified", "--symbols", Directory.GetFiles(RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node", "boot"), "symvers-*").Single()];

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync("dotnet", [Program, .. arguments], directory.Path);

    private Task<ProgramRun> SucceedsAsync(params string[] arguments) => ProgramRun.SucceedsAsync("dotnet", [Program, .. arguments], directory.Path);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "keyway.dll");

    // A test run in the background ignores SIGINT and would hand that on.
    private Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
    {
        WorkingDirectory = directory.Path,
        UseShellExecute = false,
        RedirectStandardInput = true,
    })!;
}
