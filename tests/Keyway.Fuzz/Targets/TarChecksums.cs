// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Fuzz.Targets;

/// <summary>Right checksums in every block that looks like a tar header.</summary>
internal static class TarChecksums
{
    public static byte[] Repair(byte[] archive)
    {
        var repaired = (byte[])archive.Clone();
        for (var at = 0; at + 512 <= repaired.Length; at += 512) RepairBlock(repaired.AsSpan(at, 512));
        return repaired;
    }

    private static void RepairBlock(Span<byte> block)
    {
        if (!block.Slice(257, 5).SequenceEqual("ustar"u8)) return;
        block.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in block) sum += value;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0").CopyTo(block.Slice(148, 7));
    }
}
