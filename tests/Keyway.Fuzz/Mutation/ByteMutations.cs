// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Mutation;

/// <summary>The mutations that need to know nothing about an input: bits, bytes, numbers, pieces, splices, and words of a dictionary.</summary>
internal sealed class ByteMutations(Random random, byte[][] dictionary)
{
    private static readonly byte[] Interesting = [0, 1, 0x0a, 0x20, 0x22, 0x2d, 0x2e, 0x2f, 0x30, 0x39, 0x3a, 0x7f, 0x80, 0xc0, 0xff];

    private static readonly long[] Numbers = [0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        if (input.Length == 0) return Inserted(input, 0, Piece(other));
        var at = random.Next(input.Length);
        switch (random.Next(dictionary.Length > 0 ? 12 : 10))
        {
            case 0: return With(input, at, (byte)(input[at] ^ (1 << random.Next(8))));
            case 1: return With(input, at, (byte)random.Next(256));
            case 2: return With(input, at, Interesting[random.Next(Interesting.Length)]);
            case 3: return With(input, at, unchecked((byte)(input[at] + random.Next(-16, 17))));
            case 4: return Overwritten(input, at, Number());
            case 5: return Removed(input, at, Length(input.Length - at));
            case 6: return Inserted(input, at, input.AsSpan(at, Length(input.Length - at)));
            case 7: return Inserted(input, at, Piece(other));
            case 8: return [.. input.AsSpan(0, at), .. other.AsSpan(random.Next(other.Length + 1))];
            case 9: return Overwritten(input, at, Piece(other));
            case 10: return Inserted(input, at, dictionary[random.Next(dictionary.Length)]);
            default: return Overwritten(input, at, dictionary[random.Next(dictionary.Length)]);
        }
    }

    // Short pieces mostly: long ones change too much at once to be understood.
    private int Length(int most) => random.Next(1, Math.Min(most, random.Next(4) == 0 ? most : 16) + 1);

    private byte[] Piece(byte[] other)
    {
        if (other.Length == 0) return [(byte)random.Next(256)];
        var at = random.Next(other.Length);
        return other.AsSpan(at, Length(other.Length - at)).ToArray();
    }

    private byte[] Number()
    {
        var number = BitConverter.GetBytes(unchecked(Numbers[random.Next(Numbers.Length)] + random.Next(-2, 3)));
        var piece = number[..(1 << random.Next(4))];
        if (random.Next(2) == 0) Array.Reverse(piece);
        return piece;
    }

    private static byte[] With(byte[] input, int at, byte value)
    {
        var changed = (byte[])input.Clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] Overwritten(byte[] input, int at, byte[] piece)
    {
        var changed = (byte[])input.Clone();
        piece.AsSpan(0, Math.Min(piece.Length, input.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Removed(byte[] input, int at, int length) => [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];

    private static byte[] Inserted(byte[] input, int at, ReadOnlySpan<byte> piece) => [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(at)];
}
