// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Fuzz.Mutation;

/// <summary>
/// Changes whole JSON values: replaces one by another of this or another document, by an extreme one or by a word of the dictionary, repeats and removes members,
/// wraps values in lists. Works on spans found by <see cref="JsonValues"/>, so it keeps going on text that is not quite JSON.
/// </summary>
internal sealed class JsonMutations(Random random, byte[][] dictionary)
{
    private static readonly byte[][] Extremes =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1e999", "0.5", "2147483648", "-9223372036854775809", "18446744073709551616", "\"\"", "[]", "{}", "[[]]", "\"\\ud800\"", "\"\\u0000\"",
            "\"AAAA\"", "\"0\"", "\"-1\"", "\"9223372036854775808\"", "\"2026-02-30T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"../..\"", "\"sha256:\"",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var values = JsonValues.Find(input);
        if (values.Count == 0) return input;
        var value = values[random.Next(values.Count)];
        var text = input.AsSpan(value.Start, value.Length).ToArray();
        return random.Next(8) switch
        {
            0 => Replaced(input, value, Extremes[random.Next(Extremes.Length)]),
            1 => Replaced(input, value, ValueOf(input, values)),
            2 => Replaced(input, value, JsonValues.Find(other) is { Count: > 0 } others ? ValueOf(other, others) : []),
            3 => Replaced(input, value, Word()),
            4 => Replaced(input, value, [.. "["u8, .. text, .. "]"u8]),
            5 => Replaced(input, value, [.. text, .. ","u8, .. text]),
            6 => MemberAdded(input, value),
            _ => Removed(input, value),
        };
    }

    private byte[] ValueOf(byte[] document, List<JsonValue> values)
    {
        var value = values[random.Next(values.Count)];
        return document.AsSpan(value.Start, value.Length).ToArray();
    }

    private byte[] Word() => dictionary.Length == 0 ? "\"\""u8.ToArray() : [.. "\""u8, .. dictionary[random.Next(dictionary.Length)], .. "\""u8];

    // A member with a name the code knows, or with the name of another member, in front of the others of an object.
    private byte[] MemberAdded(byte[] input, JsonValue value)
    {
        if (input[value.Start] != (byte)'{') return input;
        var isEmpty = value.Length == 2;
        return [.. input.AsSpan(0, value.Start + 1), .. Word(), .. ":"u8, .. Extremes[random.Next(Extremes.Length)], .. isEmpty ? ""u8 : ","u8, .. input.AsSpan(value.Start + 1)];
    }

    // With the comma after it, or the one before it, so that the rest is JSON still.
    private static byte[] Removed(byte[] input, JsonValue value)
    {
        var (start, end) = (value.MemberStart, value.Start + value.Length);
        if (end < input.Length && input[end] == (byte)',') end++;
        else if (start > 0 && input[start - 1] == (byte)',') start--;
        return [.. input.AsSpan(0, start), .. input.AsSpan(end)];
    }

    private static byte[] Replaced(byte[] input, JsonValue value, byte[] by) => [.. input.AsSpan(0, value.Start), .. by, .. input.AsSpan(value.Start + value.Length)];
}
