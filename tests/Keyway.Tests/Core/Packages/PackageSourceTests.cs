// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

public sealed class PackageSourceTests
{
    private const string Release = "6.12.94+deb13-riscv64";

    [Fact]
    public void Every_payload_becomes_its_own_layer()
    {
        using var directory = Complete();

        var isa = Assert.Single(PackageSource.Read(directory.Root, TestContext.Current.CancellationToken).Isas);

        Assert.Equal(
            ["riscv64/userspace.tar.zst", $"riscv64/modules-{Release}.tar.zst", "riscv64/dkms-kw-demo.tar.zst", "riscv64/firmware-nvlink-fw.bin.tar.zst"],
            isa.Layers.Select(layer => layer.Title));
        Assert.Equal([null, Release, null, null], isa.Layers.Select(layer => layer.Kernel));
    }

    [Fact]
    public void Layers_list_parents_and_files_in_ordinal_order_with_normalised_modes()
    {
        using var directory = Complete();
        File.SetUnixFileMode(directory.At("riscv64/userspace/bin/kw"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var layer = PackageSource.Read(directory.Root, TestContext.Current.CancellationToken).Isas[0].Layers[0];

        Assert.Equal(
            ["userspace 755", "userspace/bin 755", "userspace/bin/kw 755", "userspace/lib 755", "userspace/lib/libkw.so.1 777", "userspace/lib/libkw.so.1.0 644"],
            layer.Files.Select(file => $"{file.Path} {Convert.ToString((int)file.Mode, 8)}"));
        Assert.Equal("libkw.so.1.0", layer.Files[4].Target);
    }

    [Fact]
    public void Payloads_of_isas_that_are_not_supported_are_left_out()
    {
        using var directory = Complete().Add("arm64/userspace/bin/kw");

        Assert.Equal(Isa.Riscv64, Assert.Single(PackageSource.Read(directory.Root, TestContext.Current.CancellationToken).Isas).Isa);
    }

    [Theory]
    [InlineData("riscv64/userspace/lib/x", "/etc/passwd")]
    [InlineData("riscv64/userspace/lib/x", "../../etc/passwd")]
    [InlineData("riscv64/userspace/lib/x", "y/../../../z")]
    [InlineData("riscv64/userspace/lib/x", "./y")]
    [InlineData("riscv64/userspace/lib/x", "y/")]
    [InlineData("riscv64/userspace/x", "../dkms/y")]
    [InlineData("riscv64/modules/" + Release + "/x.ko", "y.ko")]
    [InlineData("dkms/kw-demo/x", "../other/y")]
    public void Links_that_leave_their_payload_are_refused(string path, string target)
    {
        using var directory = Complete().Link(path, target);

        Assert.Equal("KW1315", Refusals.Of(() => PackageSource.Read(directory.Root, TestContext.Current.CancellationToken)).Code.Id);
    }

    [Fact]
    public void Directories_without_a_manifest_are_refused()
    {
        using TemporaryDirectory empty = new();

        Refusals.Verify("KW1310", () => PackageSource.Read(empty.Path, TestContext.Current.CancellationToken), (empty.Path, "DIR"));
    }

    [Fact]
    public void Links_that_leave_their_payload_are_told_why()
    {
        using var directory = Complete().Link("riscv64/userspace/lib/x", "../../etc/passwd");

        Refusals.Verify("KW1315", () => PackageSource.Read(directory.Root, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Special_files_in_payloads_are_refused()
    {
        using var directory = Complete();
        using (var listener = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(directory.At("riscv64/userspace/s")));
            Refusals.Verify("KW1314", () => PackageSource.Read(directory.Root, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Directories_that_are_too_deep_are_refused()
    {
        using var directory = Complete().Add(string.Join('/', Enumerable.Repeat("d", 65)) + "/file");

        Refusals.Verify("KW1313", () => PackageSource.Read(directory.Root, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Entries_that_vanish_are_refused() => Refusals.Verify("KW1312", () => FileStatus.Read("/nowhere/at/all", "firmware/gone.bin"));

    [Fact]
    public void Absent_directories_are_refused() => Refusals.Verify("KW1311", () => SourceTree.Walk("/nowhere", TestContext.Current.CancellationToken));

    internal static PackageDirectory Complete() => new PackageDirectory()
        .Manifest(SampleManifest.Full())
        .Add("README.md")
        .Add("riscv64/userspace/bin/kw")
        .Add("riscv64/userspace/lib/libkw.so.1.0")
        .Link("riscv64/userspace/lib/libkw.so.1", "libkw.so.1.0")
        .Add($"riscv64/modules/{Release}/kw_base.ko")
        .Add("riscv64/modules/README.md")
        .Add("dkms/kw-demo/dkms.conf")
        .Add("firmware/nvlink-fw.bin")
        .Add("firmware/stray.bin");
}
