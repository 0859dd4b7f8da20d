// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Hosts.Store;

/// <summary>Reads the <c>linux_dirent64</c> records of getdents64: inode 8, offset 8, length 2, type 1, name with a closing zero.</summary>
internal static class DirectoryEntries
{
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    public static void AddNames(ReadOnlySpan<byte> entries, List<string> names)
    {
        while (!entries.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entries[LengthOffset..]);
            var text = entries[NameOffset..length];
            var name = Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
            if (name is not ("." or "..")) names.Add(name);
            entries = entries[length..];
        }
    }
}
