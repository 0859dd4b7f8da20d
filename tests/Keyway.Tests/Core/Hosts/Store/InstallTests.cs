// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class InstallTests
{
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public async Task First_install_makes_generation_1_current()
    {
        using StoreHost host = new();

        var outcome = await host.InstallAsync(one);

        Assert.Equal(InstallResult.Switched, outcome.Result);
        Assert.Null(outcome.Before);
        Assert.Equal((1, 3, 0), (outcome.Now.Number, outcome.StagedLayers, outcome.ReusedLayers));
        Assert.Equal("generations/1", host.Current);
        Assert.Equal("1.0.0", host.WholeVersion(one));
        Assert.Empty(host.Temporaries());
    }

    [Fact]
    public async Task Links_of_a_generation_stay_right_when_the_root_is_mounted_elsewhere()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);

        string[] links = ["userspace", "modules/" + StorePackage.Kernel, "firmware/kw.bin"];

        var targets = links.Select(link => new FileInfo(host.Combine("generations", "1", link)).LinkTarget!);

        Assert.All(targets, target => Assert.StartsWith("../", target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Second_install_reuses_the_layers_that_did_not_change()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);

        var outcome = await host.InstallAsync(two);

        Assert.Equal((2, 1, 2L), (outcome.StagedLayers, outcome.ReusedLayers, outcome.Now.Number));
        Assert.Equal(2, two.Opened);
        Assert.Equal("2.0.0", host.WholeVersion(one, two));
        Assert.Equal(5, Directory.GetDirectories(host.Combine("packages")).Length);
    }

    [Fact]
    public async Task Installing_what_is_current_changes_nothing()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        var before = host.Snapshot();

        var outcome = await host.InstallAsync(one);

        Assert.Equal(InstallResult.AlreadyCurrent, outcome.Result);
        Assert.Equal(1, outcome.Now.Number);
        Assert.Equal(before, host.Snapshot());
        Assert.Equal(3, one.Opened);
    }

    [Fact]
    public async Task Same_package_with_other_layers_is_a_new_generation()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);

        var outcome = await host.InstallAsync(new StorePackage("1.0.0") { Layers = [.. one.Layers.Take(2)] });

        Assert.Equal(InstallResult.Switched, outcome.Result);
        Assert.False(Path.Exists(host.Combine("current", "firmware")));
    }

    [Fact]
    public async Task Modes_do_not_depend_on_the_umask()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);

        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(host.Combine("current", "userspace", "tool")));
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(host.Combine("current", "userspace", "lib")));
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(host.Combine("current", "userspace")));
        Assert.Equal((UnixFileMode)0x1a4, File.GetUnixFileMode(host.Combine("current", "firmware", "kw.bin")));
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(host.Combine("packages")));
    }

    [Fact]
    public async Task Generations_beyond_the_kept_ones_go_and_their_layers_with_them()
    {
        using StoreHost host = new();
        StorePackage[] packages = [.. Enumerable.Range(1, 5).Select(number => new StorePackage($"{number}.0.0"))];

        foreach (var package in packages) await host.InstallAsync(package);

        Assert.Equal(["3", "4", "5"], Directory.GetDirectories(host.Combine("generations")).Select(Path.GetFileName).Order());
        Assert.Equal(7, Directory.GetDirectories(host.Combine("packages")).Length);
        Assert.Equal("5.0.0", host.WholeVersion(packages));
        Assert.Equal(5, host.Store().ReadHistory().Count);
    }

    [Fact]
    public async Task Previous_generation_is_kept_however_old_it_is()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await host.InstallAsync(two);
        host.Store().Rollback(1, "test");

        await new GenerationStore(host.Root, TimeProvider.System) { KeptGenerations = 1 }.InstallAsync(new StorePackage("3.0.0").Request, null, TestContext.Current.CancellationToken);

        Assert.Equal(["1", "3"], Directory.GetDirectories(host.Combine("generations")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Numbers_are_never_used_twice()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await Assert.ThrowsAsync<SimulatedCrash>(() => host.InstallAsync(two, SimulatedCrash.AtPath("generations/.tmp-")));

        var outcome = await host.InstallAsync(two);

        Assert.Equal(3, outcome.Now.Number);
    }

    [Fact]
    public async Task Written_bytes_are_counted_also_when_nobody_watches()
    {
        using StoreHost host = new();

        var outcome = await host.InstallAsync(one);

        Assert.Equal(one.Layers.Sum(layer => layer.Files.Sum(file => file.Size)), outcome.WrittenBytes);
    }

    [Fact]
    public async Task Progress_ends_at_the_total()
    {
        using StoreHost host = new();
        List<InstallProgress> seen = [];

        await host.Store().InstallAsync(one.Request, new Collected(seen), TestContext.Current.CancellationToken);

        Assert.Equal(one.Layers.Sum(layer => layer.Files.Sum(file => file.Size)), seen[^1].DoneBytes);
        Assert.Equal(seen[^1].TotalBytes, seen[^1].DoneBytes);
        Assert.Equal(seen.Select(step => step.DoneBytes).Order(), seen.Select(step => step.DoneBytes));
    }

    [Fact]
    public async Task Nothing_is_opened_twice_when_an_attempt_failed_after_whole_layers()
    {
        using StoreHost host = new();
        var opened = 0;
        StorePackage broken = new("1.0.0") { Wire = stream => ++opened == 1 ? stream : throw new IOException("the line was cut") };
        await Assert.ThrowsAnyAsync<IOException>(() => host.InstallAsync(broken));

        var outcome = await host.InstallAsync(one);

        Assert.Equal(1, outcome.ReusedLayers);
        Assert.Equal(2, one.Opened);
    }

    private sealed class Collected(List<InstallProgress> seen) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value) => seen.Add(value);
    }
}
