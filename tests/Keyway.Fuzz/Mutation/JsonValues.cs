// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Fuzz.Mutation;

/// <summary>Finds values, names included, in a text that was JSON before it was mutated: forgiving, without recursion, never wrong enough to throw.</summary>
internal static class JsonValues
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",:]} \n\r\t\""u8);

    public static List<JsonValue> Find(ReadOnlySpan<byte> text)
    {
        List<JsonValue> values = [];
        Stack<(int Start, int MemberStart)> open = new();
        var memberStart = -1;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var first = memberStart < 0 ? at : memberStart;
            switch (text[at])
            {
                case (byte)'{' or (byte)'[':
                    open.Push((at++, first));
                    memberStart = -1;
                    break;
                case (byte)'}' or (byte)']':
                    at++;
                    memberStart = -1;
                    if (open.TryPop(out var opened)) values.Add(new JsonValue(opened.Start, at - opened.Start, opened.MemberStart));
                    break;
                case (byte)'"':
                    at = EndOfText(text, at);
                    values.Add(new JsonValue(start, at - start, first));
                    memberStart = at < text.Length && text[at] == (byte)':' ? start : -1;
                    break;
                case (byte)',' or (byte)':' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    at++;
                    break;
                default:
                    at += Math.Max(1, text[at..].IndexOfAny(Ends) is var end and >= 0 ? end : text.Length - at);
                    values.Add(new JsonValue(start, at - start, first));
                    memberStart = -1;
                    break;
            }
        }

        return values;
    }

    private static int EndOfText(ReadOnlySpan<byte> text, int quote)
    {
        for (var at = quote + 1; at < text.Length; at++)
        {
            if (text[at] == (byte)'\\') at++;
            else if (text[at] == (byte)'"') return at + 1;
        }

        return text.Length;
    }
}
