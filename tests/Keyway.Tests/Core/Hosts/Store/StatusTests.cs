// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class StatusTests
{
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public void A_host_without_a_store_has_nothing_and_gets_nothing()
    {
        using StoreHost host = new();

        Assert.Null(host.Store().ReadStatus().Current);
        Assert.Empty(host.Store().ReadHistory());
        Assert.Null(host.Store().Verify(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFileSystemEntries(host.Root));
    }

    [Fact]
    public async Task Status_names_current_previous_and_what_is_pending()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await host.InstallAsync(two);
        await Assert.ThrowsAsync<SimulatedCrash>(() => host.InstallAsync(new StorePackage("3.0.0"), SimulatedCrash.AtPath("generations/.tmp-")));

        var status = host.Store().ReadStatus();

        Assert.Equal((2L, 1L), (status.Current!.Number, status.Previous!.Number));
        Assert.Equal((3L, ChangeKind.Install), (status.Pending!.To, status.Pending.Change));
    }

    [Fact]
    public async Task Booted_is_what_was_current_when_the_boot_id_was_another()
    {
        using StoreHost host = new();
        Assert.False(host.Store().ReadStatus().IsBootedKnown);
        await host.InstallAsync(one);
        SetBootId(host, "first");
        await host.InstallAsync(two);
        Assert.Equal(1, host.Store().ReadStatus().Booted);

        SetBootId(host, "second");

        Assert.Equal(2, host.Store().ReadStatus().Booted);
        host.Store().Rollback(null, "test");
        Assert.Equal((1L, 2L), (host.Store().ReadStatus().Current!.Number, host.Store().ReadStatus().Booted));
    }

    /// <summary>Modules in a kernel's own tree mostly have none.</summary>
    [Fact]
    public async Task A_module_without_srcversion_is_installed_and_read_back()
    {
        using StoreHost host = new();
        one.Layers = [.. one.Layers.Select(layer => layer with { Modules = [.. layer.Modules.Select(module => module with { Srcversion = null })] })];

        await host.InstallAsync(one);

        Assert.Null(host.Store().ReadStatus().Current!.Modules.Single().Srcversion);
    }

    [Fact]
    public async Task Loaded_modules_are_compared_with_installed_ones()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        Assert.Equal(ModuleLoad.Unknown, host.Store().ReadStatus().Modules.Single().Load);

        var modules = Directory.CreateDirectory(Path.Combine(host.Root, "sys/module")).FullName;
        Assert.Equal(ModuleLoad.NotLoaded, host.Store().ReadStatus().Modules.Single().Load);

        var module = Directory.CreateDirectory(Path.Combine(modules, "kw_base")).FullName;
        Assert.Equal(ModuleLoad.Unknown, host.Store().ReadStatus().Modules.Single().Load);

        File.WriteAllText(Path.Combine(module, "srcversion"), "SRC1.0.0\n");
        Assert.Equal(new("kw_base", ModuleLoad.Loaded, "SRC1.0.0", "SRC1.0.0"), host.Store().ReadStatus().Modules.Single());

        await host.InstallAsync(two);
        Assert.Equal(ModuleLoad.Differs, host.Store().ReadStatus().Modules.Single().Load);
    }

    [Fact]
    public async Task History_tells_every_change_with_its_end()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        await Assert.ThrowsAsync<SimulatedCrash>(() => host.InstallAsync(two, SimulatedCrash.AtPath("generations/.tmp-")));
        host.Store().Recover();
        await host.InstallAsync(two);
        host.Store().Rollback(null, "worse");

        var history = host.Store().ReadHistory();

        Assert.Equal([ChangeKind.Rollback, ChangeKind.Install, ChangeKind.Install, ChangeKind.Install], history.Select(entry => entry.Change));
        Assert.Equal([JournalPhase.Commit, JournalPhase.Commit, JournalPhase.Abort, JournalPhase.Commit], history.Select(entry => entry.Phase));
        Assert.Equal([1L, 3L, 2L, 1L], history.Select(entry => entry.To));
        Assert.Equal([true, true, false, true], history.Select(entry => entry.IsKept));
        Assert.Equal([true, false, false, false], history.Select(entry => entry.IsCurrent));
        Assert.Equal(("worse", "interrupted before the switch"), (history[0].Reason, history[2].Verdict));
    }

    [Fact]
    public async Task Verification_finds_every_kind_of_damage()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);
        Assert.True(Verify(host).IsIntact);

        File.WriteAllText(host.Combine("current", "firmware", "kw.bin"), "the same blob in each versioN");
        Assert.Contains("firmware/kw.bin: expected sha256:", Assert.Single(Verify(host).Problems), StringComparison.Ordinal);

        File.SetUnixFileMode(host.Combine("current", "userspace", "tool"), (UnixFileMode)0x1ff);
        File.Delete(host.Combine("current", "userspace", "lib", "libkw.so"));
        File.WriteAllText(host.Combine("current", "userspace", "lib", "extra"), "");
        File.WriteAllText(host.Combine("current", "modules", StorePackage.Kernel, "kw_base.ko"), "short");
        Assert.Equal(5, Verify(host).Problems.Length);

        File.Delete(host.Combine("generations", "1", "userspace"));
        Directory.Delete(host.Combine("packages", "sha256-" + one.Layers[2].DiffId.Hex), recursive: true);
        File.AppendAllText(host.Combine("packages", "sha256-" + one.Layers[1].DiffId.Hex, "layer.json"), " ");
        Assert.Equal(6, Verify(host).Problems.Length);
    }

    [Fact]
    public async Task Documents_are_as_the_spec_shows_them()
    {
        using StoreHost host = new();
        await host.InstallAsync(one);

        Verify("generation.json", host.Combine("generations", "1", "generation.json"));
        Verify("intent.json", host.Combine("journal", "0000000001-intent.json"));
        Verify("commit.json", host.Combine("journal", "0000000001-commit.json"));
        Verify("layer.json", host.Combine("packages", "sha256-" + one.Layers[2].DiffId.Hex, "layer.json"));
    }

    // Digests of compressed blobs depend on the libzstd that made them.
    private void Verify(string name, string path)
    {
        var document = one.Layers.Aggregate(File.ReadAllText(path), (text, layer) => text.Replace(layer.Digest.Hex, new string('0', 64), StringComparison.Ordinal));
        using var parsed = JsonDocument.Parse(document);
        foreach (var member in new[] { "created", "time" })
            if (parsed.RootElement.TryGetProperty(member, out var time)) document = document.Replace(time.GetString()!, "2026-01-02T03:04:05.6789012+00:00", StringComparison.Ordinal);
        Fixtures.Golden.Verify("../../../spec/host-store/vectors/valid/" + name, document);
    }

    private static StoreVerification Verify(StoreHost host) => host.Store().Verify(TestContext.Current.CancellationToken)!;

    private static void SetBootId(StoreHost host, string id)
    {
        var directory = Directory.CreateDirectory(Path.Combine(host.Root, "proc/sys/kernel/random")).FullName;
        File.WriteAllText(Path.Combine(directory, "boot_id"), id + "\n");
    }
}
