// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Hosts.Store;

/// <summary>Reads <c>struct statx</c>, whose layout is the same on every instruction set, unlike <c>struct stat</c>.</summary>
internal static class StatxBuffer
{
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int DeviceMajorOffset = 136;
    private const int DeviceMinorOffset = 140;

    public static HostFileStatus Parse(ReadOnlySpan<byte> status)
    {
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]);
        var device = ((ulong)UInt32(status, DeviceMajorOffset) << 32) | UInt32(status, DeviceMinorOffset);
        return new(TypeOf(mode), mode & 0xfff, (long)BinaryPrimitives.ReadUInt64LittleEndian(status[SizeOffset..]), UInt32(status, OwnerOffset), device);
    }

    private static uint UInt32(ReadOnlySpan<byte> status, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(status[offset..]);

    private static HostFileType TypeOf(int mode) => (mode & 0xf000) switch
    {
        0x8000 => HostFileType.File,
        0x4000 => HostFileType.Directory,
        0xa000 => HostFileType.SymbolicLink,
        _ => HostFileType.Other,
    };
}
