// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// OLPC canonical JSON, the bytes that TUF signs: members sorted, no white space, only <c>"</c> and <c>\</c> escaped, integers only. Written from the received
/// document with every member it has, known or not (TUF 1.0 section 4). Pure.
/// </summary>
internal static class CanonicalJson
{
    /// <exception cref="FormatException">The document has a number that is no integer, or text that is no Unicode.</exception>
    public static byte[] Of(JsonElement value)
    {
        ArrayBufferWriter<byte> output = new();
        try
        {
            Write(value, output);
        }
        catch (InvalidOperationException reason)
        {
            // A lone surrogate: System.Text.Json refuses to make a string of it.
            throw new FormatException("it has text that is no Unicode", reason);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteText(Encoding.UTF8.GetBytes(value.GetString()!), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(Integer(value.GetRawText())));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        // By bytes of UTF-8, which is by code points: UTF-16 would sort characters beyond the basic plane before some of it.
        var members = value.EnumerateObject().Select(member => (Name: Encoding.UTF8.GetBytes(member.Name), member.Value)).ToList();
        members.Sort((left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        var separator = "{"u8;
        foreach (var (name, child) in members)
        {
            output.Write(separator);
            WriteText(name, output);
            output.Write(":"u8);
            Write(child, output);
            separator = ","u8;
        }

        output.Write(members.Count == 0 ? "{}"u8 : "}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var child in value.EnumerateArray())
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            Write(child, output);
        }

        output.Write("]"u8);
    }

    private static void WriteText(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (text.IndexOfAny((byte)'"', (byte)'\\') is var at && at >= 0)
        {
            output.Write(text[..at]);
            output.Write("\\"u8);
            output.Write(text.Slice(at, 1));
            text = text[(at + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    private static string Integer(string text)
    {
        if (text == "-0") return "0";
        if (text.AsSpan(text[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9')) throw new FormatException($"it has the number {text}, and only integers have one form");
        return text;
    }
}
