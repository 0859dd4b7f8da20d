// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Packages;

/// <summary>
/// What statx(2) says about a name, links not followed. The platform library tells devices, pipes and sockets from files nowhere; statx has one
/// layout on every ISA, unlike stat.
/// </summary>
internal static partial class FileStatus
{
    private const int AtFdcwd = -100;
    private const int AtSymlinkNofollow = 0x100;
    private const uint BasicStats = 0x7ff;

    public static SourceEntry Read(string absolutePath, string relativePath)
    {
        if (Statx(AtFdcwd, absolutePath, AtSymlinkNofollow, BasicStats, out var status) != 0)
            return IsBrokenName(relativePath) ? Unreachable(relativePath) : throw Errors.UnreadableEntry(relativePath, Marshal.GetLastPInvokeErrorMessage());
        var type = TypeOf(status.Mode);
        return new()
        {
            Path = relativePath,
            Type = type,
            Mode = (UnixFileMode)(status.Mode & 0xfff),
            Size = type == SourceEntryType.File ? checked((long)status.Size) : 0,
            LinkCount = status.LinkCount,
            Identity = ((ulong)status.DeviceMajor << 32 | status.DeviceMinor, status.Inode),
            Target = type == SourceEntryType.Symlink ? new FileInfo(absolutePath).LinkTarget : null,
        };
    }

    /// <summary>True for a name whose bytes may not be UTF-8: the platform library shows U+FFFD in their place, and finds no file under that name.</summary>
    public static bool IsBrokenName(string path) => path.Contains('\ufffd', StringComparison.Ordinal);

    private static SourceEntry Unreachable(string path) => new() { Path = path, Type = SourceEntryType.Unknown, Mode = UnixFileMode.None, Size = 0, LinkCount = 1, Identity = default };

    private static SourceEntryType TypeOf(ushort mode) => (mode & 0xf000) switch
    {
        0x8000 => SourceEntryType.File,
        0x4000 => SourceEntryType.Directory,
        0xa000 => SourceEntryType.Symlink,
        0x2000 => SourceEntryType.CharacterDevice,
        0x6000 => SourceEntryType.BlockDevice,
        0x1000 => SourceEntryType.Fifo,
        0xc000 => SourceEntryType.Socket,
        _ => SourceEntryType.Unknown,
    };

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer status);

    // struct statx of linux/stat.h; the kernel fills 256 bytes.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(0x10)]
        public uint LinkCount;

        [FieldOffset(0x1c)]
        public ushort Mode;

        [FieldOffset(0x20)]
        public ulong Inode;

        [FieldOffset(0x28)]
        public ulong Size;

        [FieldOffset(0x88)]
        public uint DeviceMajor;

        [FieldOffset(0x8c)]
        public uint DeviceMinor;
    }
}
