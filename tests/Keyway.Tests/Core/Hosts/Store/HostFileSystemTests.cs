// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;
using Keyway.Tests.Fixtures;
using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;

namespace Keyway.Tests.Core.Hosts.Store;

public sealed class HostFileSystemTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly HostFileSystem files = new();

    // From the kernel's include/uapi/asm-generic/fcntl.h and arch/arm64/include/uapi/asm/fcntl.h.
    [Theory]
    [InlineData(ProcessorArchitecture.X64, 0x10000, 0x20000)]
    [InlineData(ProcessorArchitecture.RiscV64, 0x10000, 0x20000)]
    [InlineData(ProcessorArchitecture.Arm64, 0x4000, 0x8000)]
    public void Open_flags_are_those_of_the_kernel_headers(ProcessorArchitecture architecture, int directoryOnly, int noFollow) =>
        Assert.Equal((directoryOnly, noFollow), (Libc.DirectoryOnlyOn(architecture), Libc.NoFollowOn(architecture)));

    [Fact]
    public void Links_are_not_followed()
    {
        Directory.CreateDirectory(directory.Combine("real"));
        File.WriteAllText(directory.Combine("file"), "x");
        File.CreateSymbolicLink(directory.Combine("to-directory"), "real");
        File.CreateSymbolicLink(directory.Combine("to-file"), "file");
        using var root = files.OpenRoot(directory.Path);

        Assert.Equal(Errno.NotADirectory, Assert.Throws<HostFault>(() => files.OpenDirectory(root, "to-directory")).Errno);
        Assert.Equal(Errno.SymbolicLink, Assert.Throws<HostFault>(() => files.OpenFile(root, "to-file")).Errno);
        Assert.Equal(HostFileType.SymbolicLink, files.Status(root, "to-file")!.Value.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public void Names_are_one_part_of_a_path(string name)
    {
        using var root = files.OpenRoot(directory.Path);

        Assert.Throws<ArgumentException>(() => files.MakeDirectory(root, name, 0x1c0));
    }

    [Fact]
    public void Status_is_what_the_system_says()
    {
        File.WriteAllText(directory.Combine("file"), "12345");
        File.SetUnixFileMode(directory.Combine("file"), (UnixFileMode)0x1a1);
        using var root = files.OpenRoot(directory.Path);

        var status = files.Status(root, "file")!.Value;

        Assert.Equal((HostFileType.File, 0x1a1, 5L, files.User), (status.Type, status.Mode, status.Size, status.Owner));
        Assert.Equal(status.Device, files.Status(root).Device);
        Assert.Null(files.Status(root, "none"));
    }

    [Fact]
    public void Lists_are_complete_and_ordered_beyond_one_buffer()
    {
        string[] names = [.. Enumerable.Range(0, 3000).Select(number => $"a-rather-long-name-{number:D6}")];
        foreach (var name in names) File.WriteAllText(directory.Combine(name), "");
        using var root = files.OpenRoot(directory.Path);

        Assert.Equal(names, files.List(root));
        Assert.Equal(names, files.List(root));
    }

    [Fact]
    public void Free_space_is_what_the_system_says()
    {
        using var root = files.OpenRoot(directory.Path);

        var space = files.Space(root);

        Assert.InRange(space.FreeBytes, 1, new DriveInfo(directory.Path).TotalSize);
        Assert.False(space.IsReadOnly);
        Assert.InRange(space.BlockSize, 512, 1 << 20);
    }

    [Fact]
    public void Renames_replace_nothing_and_exchanges_swap()
    {
        File.WriteAllText(directory.Combine("a"), "a");
        File.WriteAllText(directory.Combine("b"), "b");
        using var root = files.OpenRoot(directory.Path);

        Assert.Equal(Errno.Exists, Assert.Throws<HostFault>(() => files.Rename(root, "a", "b")).Errno);
        Assert.True(files.TryExchange(root, "a", "b"));

        Assert.Equal("ba", File.ReadAllText(directory.Combine("a")) + File.ReadAllText(directory.Combine("b")));
    }

    [Fact]
    public void A_hook_sees_every_call_with_what_it_needs_to_be_replayed()
    {
        List<string> seen = [];
        HostFileSystem hooked = new((long number, in HostOperation operation) =>
        {
            seen.Add($"{number} {operation.Kind} {operation.Path} {operation.Other} {operation.Value} {System.Text.Encoding.UTF8.GetString(operation.Content)} {operation.IsChange}");
            return Errno.None;
        });
        using var root = hooked.OpenRoot(directory.Path);
        using var file = hooked.CreateFile(root, "f", 0x180);
        hooked.Write(file, 0, "abc"u8.ToArray());
        hooked.Synchronise(file);
        hooked.MakeSymbolicLink(root, "l", "f");
        hooked.Rename(root, "f", "g");

        Assert.Equal(["1 OpenDirectory   0  False", "2 CreateFile f  384  True", "3 Write f  0 abc True", "4 Synchronise f  0  True", "5 MakeSymbolicLink l f 0  True", "6 Rename f g 1  True"], seen);
    }

    public void Dispose() => directory.Dispose();
}
