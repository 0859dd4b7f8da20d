// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Asks the kernel what a path is without opening it: .NET cannot tell a fifo from a file, and opening a fifo waits for ever. <c>statx</c> is used
/// because its structure is the same on every instruction set.
/// </summary>
internal static partial class FileKind
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint TypeMask = 0x1;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;

    public static UnixFileKind Of(string path, bool followLink)
    {
        Span<byte> answer = stackalloc byte[StructureSize];
        if (Statx(CurrentDirectory, path, followLink ? 0 : DoNotFollow, TypeMask, ref MemoryMarshal.GetReference(answer)) != 0) return UnixFileKind.None;
        var mode = BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..]) : BinaryPrimitives.ReadUInt16BigEndian(answer[ModeOffset..]);
        return (mode & 0xF000) switch
        {
            0x8000 => UnixFileKind.Regular,
            0x4000 => UnixFileKind.Directory,
            0xA000 => UnixFileKind.Symlink,
            _ => UnixFileKind.Other,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte answer);
}
