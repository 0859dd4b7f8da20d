// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>Shortens an input as long as it still fails in the same way: takes out ever smaller pieces, then makes the bytes that are left plain.</summary>
internal sealed class Minimiser(Func<byte[], bool> stillFails)
{
    private const int MostAttempts = 4000;
    private int attempts;

    public byte[] Minimise(byte[] input)
    {
        for (var piece = Math.Max(1, input.Length / 2); ; piece /= 2)
        {
            input = WithoutPieces(input, piece);
            if (piece == 1) break;
        }

        return Plain(input);
    }

    private byte[] WithoutPieces(byte[] input, int piece)
    {
        for (var at = 0; at < input.Length;)
        {
            byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + piece, input.Length))];
            if (Fails(shorter)) input = shorter;
            else at += piece;
        }

        return input;
    }

    private byte[] Plain(byte[] input)
    {
        for (var at = 0; at < input.Length; at++)
        {
            if (input[at] == (byte)'0') continue;
            var plainer = (byte[])input.Clone();
            plainer[at] = (byte)'0';
            if (Fails(plainer)) input = plainer;
        }

        return input;
    }

    private bool Fails(byte[] candidate) => attempts++ < MostAttempts && stillFails(candidate);
}
