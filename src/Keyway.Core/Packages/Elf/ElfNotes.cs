// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>What small segments say: the build id and the interpreter.</summary>
internal static class ElfNotes
{
    private const uint BuildIdType = 3;

    public static string? Interpreter(ElfImage image)
    {
        var segment = image.Segments.FirstOrDefault(segment => segment.Type == ElfSegment.Interpreter);
        return segment.Type == ElfSegment.Interpreter ? Encoding.UTF8.GetString(image.File.Read(segment.Offset, segment.FileSize, "the interpreter")).TrimEnd('\0') : null;
    }

    /// <summary>The GNU build id, from segments or, in a relocatable file, from its section.</summary>
    public static string? BuildId(ElfImage image) =>
        image.Segments.Where(segment => segment.Type == ElfSegment.Note)
            .Select(segment => image.File.Read(segment.Offset, segment.FileSize, "a note"))
            .Append(image.Content(".note.gnu.build-id"))
            .Select(FindBuildId)
            .FirstOrDefault(id => id is not null);

    private static string? FindBuildId(byte[] notes)
    {
        for (var rest = notes.AsSpan(); rest.Length >= 12;)
        {
            ulong nameLength = BinaryPrimitives.ReadUInt32LittleEndian(rest), length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var (start, end) = (12 + Aligned(nameLength), 12 + Aligned(nameLength) + Aligned(length));
            if (start + length > (ulong)rest.Length) return null;
            if (BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) == BuildIdType && rest[12..].StartsWith("GNU\0"u8)) return Convert.ToHexStringLower(rest.Slice((int)start, (int)length));
            if (end > (ulong)rest.Length) return null;
            rest = rest[(int)end..];
        }

        return null;
    }

    private static ulong Aligned(ulong length) => (length + 3) & ~3UL;
}
