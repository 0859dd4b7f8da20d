// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>Strings and words of a linked file by address. Sections are read once, and only those that an address points into.</summary>
internal sealed class LoadedStrings(ElfImage image)
{
    private const int MaxName = 512;
    private const uint AllocatedFlag = 2;

    private readonly Dictionary<ulong, byte[]> contents = [];
    private ElfSection last;

    /// <summary>The string at an address; null when nothing is loaded there or it has no end.</summary>
    public string? At(ulong address)
    {
        if (Rest(address) is not { } rest) return null;
        var window = rest.AsSpan(0, Math.Min(rest.Count, MaxName));
        var end = window.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(window[..end]);
    }

    /// <summary>True when there is an identifier at the address.</summary>
    public bool IsName(ulong address) => At(address) is { Length: > 0 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '$');

    public bool IsLoaded(ulong address) => Rest(address) is { Count: >= sizeof(uint) };

    public uint Word(ulong address) => Rest(address) is { Count: >= sizeof(uint) } rest
        ? BinaryPrimitives.ReadUInt32LittleEndian(rest)
        : throw Errors.MalformedElf(image.File.Name, "a CRC at an address that no section loads");

    private ArraySegment<byte>? Rest(ulong address)
    {
        if (!Holds(last, address))
        {
            last = image.Sections.FirstOrDefault(section => Holds(section, address));
            if (last.Size == 0) return null;
        }

        if (!contents.TryGetValue(last.Offset, out var bytes)) contents[last.Offset] = bytes = image.Content(last, "with names of exports");
        return new ArraySegment<byte>(bytes, (int)(address - last.Address), bytes.Length - (int)(address - last.Address));
    }

    private static bool Holds(ElfSection section, ulong address) =>
        (section.Flags & AllocatedFlag) != 0 && section.Type != ElfSection.NoBits && address >= section.Address && address - section.Address < section.Size;
}
