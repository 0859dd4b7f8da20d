// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>A seekable stream read by absolute range; every range is checked against the real length and a limit before anything is allocated.</summary>
internal sealed class BoundedFile(Stream stream, string name)
{
    /// <summary>The largest part read at once: symbol and string tables of the biggest drivers have a tenth of it.</summary>
    private const int MaxPart = 64 << 20;

    public string Name { get; } = name;

    public ulong Length { get; } = checked((ulong)stream.Length);

    /// <summary>The bytes of a range; a refusal naming <paramref name="what"/> when it is not all inside the file.</summary>
    public byte[] Read(ulong offset, ulong length, string what)
    {
        if (offset > Length || length > Length - offset) throw Errors.MalformedElf(Name, $"{what} reaches past the end of the file ({offset} + {length} > {Length})");
        if (length > MaxPart) throw Errors.MalformedElf(Name, $"{what} has {length} bytes, more than the limit of {MaxPart}");
        var bytes = new byte[length];
        stream.Position = (long)offset;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
