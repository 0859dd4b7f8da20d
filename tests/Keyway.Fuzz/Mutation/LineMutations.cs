// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>Repeats, removes, swaps and borrows whole lines.</summary>
internal sealed class LineMutations(Random random)
{
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var lines = Lines(input);
        if (lines.Count == 0) return input;
        var at = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0: lines.Insert(at, lines[random.Next(lines.Count)]); break;
            case 1: lines.RemoveAt(at); break;
            case 2: (lines[at], lines[0]) = (lines[0], lines[at]); break;
            default: lines.Insert(at, Lines(other) is { Count: > 0 } others ? others[random.Next(others.Count)] : []); break;
        }

        return [.. lines.SelectMany(line => line)];
    }

    // Each with the line feed that ends it.
    private static List<byte[]> Lines(byte[] input)
    {
        List<byte[]> lines = [];
        for (var at = 0; at < input.Length;)
        {
            var end = input.AsSpan(at).IndexOf((byte)'\n');
            var length = end < 0 ? input.Length - at : end + 1;
            lines.Add(input.AsSpan(at, length).ToArray());
            at += length;
        }

        return lines;
    }
}
