// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Planted;

/// <summary>
/// The proof that guidance works: a failure behind three comparisons, each with a value that stands nowhere in the code as it must stand in the input. One input in
/// 16 million reaches it; an engine that keeps the inputs which pass one comparison more needs a few thousand.
/// </summary>
internal static class PlantedBug
{
    public static void Run(byte[] input)
    {
        if (input.Length != 8) return;
        if (Scrambled(input[2]) != 0x5a) return;
        if (Scrambled(input[5]) != 0xc3) return;
        if (Scrambled(input[7]) != 0x11) return;
        throw new InvalidOperationException("the planted bug");
    }

    public static void RunForever(byte[] input)
    {
        var at = 0;
        while (input.Length > 0) at = (at + 1) % input.Length;
    }

    public static void Recurse(byte[] input) => Recurse([.. input, 0]);

    public static void Allocate(byte[] input) => GC.KeepAlive(new byte[(64 << 20) + input.Length]);

    private static int Scrambled(byte value) => unchecked((byte)((value * 167) + 13));
}
