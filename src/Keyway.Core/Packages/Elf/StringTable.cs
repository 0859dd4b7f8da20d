// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>Strings that end with a zero byte, by offset.</summary>
internal sealed class StringTable(byte[] bytes, string file, int maxLength = StringTable.MaxSymbolLength)
{
    // The kernel's KSYM_NAME_LEN is 512, and no symbol of a C library is longer.
    private const int MaxSymbolLength = 1 << 10;

    /// <summary>The raw string at an offset.</summary>
    public ReadOnlySpan<byte> Bytes(ulong offset)
    {
        if (offset >= (ulong)bytes.Length) throw Errors.MalformedElf(file, $"a name starts at {offset}, past its string table of {bytes.Length} bytes");
        var rest = bytes.AsSpan((int)offset);
        var end = rest[..Math.Min(rest.Length, maxLength)].IndexOf((byte)0);
        return end >= 0 ? rest[..end] : throw Errors.MalformedElf(file, $"the name at {offset} of a string table has no end");
    }

    /// <summary>True when the bytes at an offset start so; cheap even where the string has no end.</summary>
    public bool StartsWith(ulong offset, ReadOnlySpan<byte> prefix) => offset < (ulong)bytes.Length && bytes.AsSpan((int)offset).StartsWith(prefix);

    /// <summary>The string at an offset, with bytes that are not UTF-8 replaced.</summary>
    public string this[ulong offset] => Encoding.UTF8.GetString(Bytes(offset));
}
