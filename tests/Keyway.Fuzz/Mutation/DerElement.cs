// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>An ASN.1 element as a tree that can be changed: a tag and either a value or children. Written out, all lengths fit again.</summary>
internal sealed class DerElement
{
    private const int DeepestLevel = 40;

    private DerElement(byte tag) => Tag = tag;

    public byte Tag { get; set; }

    public byte[] Value { get; set; } = [];

    public List<DerElement> Children { get; private set; } = [];

    /// <summary>The elements of an encoding; what is not an element is left off. A value that reads as elements itself (an OCTET STRING often does) is opened too.</summary>
    public static List<DerElement> Read(ReadOnlySpan<byte> bytes, int level = 0)
    {
        List<DerElement> elements = [];
        while (TryReadLength(bytes, out var header, out var length))
        {
            DerElement element = new(bytes[0]);
            var value = bytes.Slice(header, length);
            var isConstructed = (element.Tag & 0x20) != 0;
            if (level < DeepestLevel && (isConstructed || element.Tag == 0x04)) element.Children = Read(value, level + 1);
            // Nothing may get lost: a value that is not elements to its last byte stays a value.
            if (element.Children.Sum(child => child.Length) != length) (element.Children, element.Value) = ([], value.ToArray());
            elements.Add(element);
            bytes = bytes[(header + length)..];
        }

        return elements;
    }

    public DerElement Clone() => new(Tag) { Value = Value, Children = [.. Children.Select(child => child.Clone())] };

    /// <summary>This element and all below it with the list that holds each.</summary>
    public static IEnumerable<(List<DerElement> Siblings, int Index)> All(List<DerElement> elements) =>
        elements.SelectMany((element, index) => All(element.Children).Prepend((elements, index)));

    public static byte[] Write(List<DerElement> elements) => [.. elements.SelectMany(element => element.Write())];

    private int Length => Write().Length;

    private byte[] Write()
    {
        var content = Children.Count > 0 ? Write(Children) : Value;
        return [Tag, .. LengthBytes(content.Length), .. content];
    }

    private static byte[] LengthBytes(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)(length & 0xff)],
        _ => [0x83, (byte)(length >> 16), (byte)((length >> 8) & 0xff), (byte)(length & 0xff)],
    };

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        (header, length) = (2, 0);
        if (bytes.Length < 2) return false;
        length = bytes[1];
        if (length > 0x83 || length == 0x80) return false;
        if (length > 0x80)
        {
            header += length & 0x7f;
            if (bytes.Length < header) return false;
            length = 0;
            foreach (var part in bytes[2..header]) length = (length << 8) | part;
        }

        return length <= bytes.Length - header;
    }
}
