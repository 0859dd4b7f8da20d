// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Keyway.Artifacts;
using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>Small real file systems; need the right to mount.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly StoreHost host = new();
    private readonly StorePackage one = new("1.0.0");
    private readonly StorePackage two = new("2.0.0");

    [Fact]
    public async Task A_full_disk_is_refused_and_the_former_generation_stays_current()
    {
        Mount("tmpfs", "size=2m");
        await host.InstallAsync(one);
        File.WriteAllBytes(Path.Combine(host.Root, "filler"), new byte[1_000_000]);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => host.InstallAsync(two));

        Assert.Equal(("KW4003", ErrorKind.PreflightFailed), (refusal.Code.Id, refusal.Code.Kind));
        Assert.Equal("1.0.0", host.WholeVersion(one, two));
        File.Delete(Path.Combine(host.Root, "filler"));
        await host.InstallAsync(two);
        Assert.Equal("2.0.0", host.WholeVersion(one, two));
    }

    [Fact]
    public async Task A_disk_that_others_fill_after_the_check_keeps_what_was_reserved()
    {
        Mount("tmpfs", "size=4m");
        one.Layers = [.. one.Layers.Skip(1), Big(one)];
        Errno Hook(long _, in HostOperation operation)
        {
            if (operation.Path.EndsWith("-intent.json", StringComparison.Ordinal) && operation.Kind == HostOperationKind.Rename) Fill();
            return Errno.None;
        }

        var outcome = await host.InstallAsync(one, Hook);

        Assert.Equal(InstallResult.Switched, outcome.Result);
    }

    [Fact]
    public async Task Too_few_inodes_are_refused_before_anything_is_opened()
    {
        Mount("tmpfs", "nr_inodes=60");

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => host.InstallAsync(one));

        Assert.Equal("KW4004", refusal.Code.Id);
        Assert.Equal(0, one.Opened);
    }

    [Fact]
    public async Task A_read_only_mount_is_refused_but_its_status_is_shown()
    {
        Mount("tmpfs", "size=4m");
        await host.InstallAsync(one);
        Run("mount", "-o", "remount,ro", host.Root);

        Assert.Equal("KW4005", (await Assert.ThrowsAsync<KeywayException>(() => host.InstallAsync(two))).Code.Id);
        Assert.Equal(1, host.Store().ReadStatus().Current!.Number);
        Assert.True(host.Store().Verify(TestContext.Current.CancellationToken)!.IsIntact);
    }

    [Fact]
    public async Task A_mount_inside_the_store_is_refused()
    {
        Mount("tmpfs", "size=4m");
        await host.InstallAsync(one);
        Run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", host.Combine("packages"));
        try
        {
            Assert.Equal("KW4009", (await Assert.ThrowsAsync<KeywayException>(() => host.InstallAsync(two))).Code.Id);
        }
        finally
        {
            Run("umount", "--lazy", host.Combine("packages"));
        }

        Assert.Equal("1.0.0", host.WholeVersion(one, two));
    }

    [Theory]
    [InlineData("ext4", "-q -O ^has_journal")]
    [InlineData("ext4", "-q")]
    public async Task Real_file_systems_install_switch_and_roll_back(string type, string options)
    {
        var image = Path.Combine(Path.GetTempPath(), "keyway-test-" + Path.GetRandomFileName());
        try
        {
            using (var file = File.Create(image)) file.SetLength(16 << 20);
            Assert.SkipUnless(TryRun("mkfs." + type, [.. options.Split(' '), image]), $"no mkfs.{type} here");
            Assert.SkipUnless(TryRun("mount", "-o", "loop", image, host.Root), "mounting is not allowed here");
            await host.InstallAsync(one);
            await host.InstallAsync(two);
            host.Store().Rollback(null, "test");

            Assert.Equal("1.0.0", host.WholeVersion(one, two));
            Assert.Empty(host.Temporaries());
        }
        finally
        {
            File.Delete(image);
        }
    }

    public void Dispose()
    {
        TryRun("umount", "--lazy", host.Root);
        host.Dispose();
    }

    private void Mount(string type, string options) =>
        Assert.SkipUnless(TryRun("mount", "-t", type, "-o", options, type, host.Root), "mounting is not allowed here");

    private static Keyway.Packages.PackagedLayer Big(StorePackage package) =>
        package.Layer("amd64/userspace.tar.zst", Keyway.Packages.PayloadKind.Userspace, null, StorePackage.Directory("userspace"), StorePackage.File("userspace/big", new byte[1_500_000]));

    private void Fill()
    {
        using var file = File.OpenWrite(Path.Combine(host.Root, "filler"));
        try
        {
            while (true) file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full: as intended.
        }
    }

    private static void Run(string program, params string[] arguments) => Assert.True(TryRun(program, arguments), program);

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
