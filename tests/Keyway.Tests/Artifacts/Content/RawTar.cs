// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Tests.Artifacts.Content;

/// <summary>A tar archive put together block by block, so that it can lie. Written apart from the code under test.</summary>
internal sealed class RawTar
{
    private readonly MemoryStream bytes = new();

    public RawTar File(string name, string content = "content", int mode = 0b110_100_100) => Entry('0', name, Encoding.UTF8.GetBytes(content), mode: mode);

    public RawTar Directory(string name, int mode = 0b111_101_101) => Entry('5', name, [], mode: mode);

    public RawTar Symlink(string name, string target) => Entry('2', name, [], link: target);

    public RawTar Pax(params string[] records) => Entry('x', "pax", Encoding.UTF8.GetBytes(string.Concat(records.Select(Record))));

    public RawTar Entry(char type, string name, byte[] content, string link = "", int mode = 0b110_100_100, long? size = null, Action<byte[]>? change = null)
    {
        var block = Header(type, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(link), mode, size ?? content.Length, change);
        return Raw(block).Raw(content).Raw(new byte[(512 - (content.Length % 512)) % 512]);
    }

    public RawTar Raw(byte[] block)
    {
        bytes.Write(block);
        return this;
    }

    public RawTar End(int blocks = 2) => Raw(new byte[512 * blocks]);

    public byte[] ToArray() => bytes.ToArray();

    public static byte[] Header(char type, byte[] name, byte[] link, int mode, long size, Action<byte[]>? change = null)
    {
        var block = new byte[512];
        name.CopyTo(block, 0);
        Octal(block, 100, 7, mode);
        Octal(block, 108, 7, 0);
        Octal(block, 116, 7, 0);
        Octal(block, 124, 11, size);
        Octal(block, 136, 11, 0);
        block[156] = (byte)type;
        link.CopyTo(block, 157);
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(block, 257);
        change?.Invoke(block);
        block.AsSpan(148, 8).Fill((byte)' ');
        Octal(block, 148, 6, block.Sum(b => b));
        block[154] = 0;
        return block;
    }

    public static string Record(string keyAndValue)
    {
        var length = Encoding.UTF8.GetByteCount(keyAndValue) + 2;
        while (length != length.ToString().Length + Encoding.UTF8.GetByteCount(keyAndValue) + 2) length = length.ToString().Length + Encoding.UTF8.GetByteCount(keyAndValue) + 2;
        return $"{length} {keyAndValue}\n";
    }

    private static void Octal(byte[] block, int offset, int digits, long value) => Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(digits, '0')).CopyTo(block, offset);
}
