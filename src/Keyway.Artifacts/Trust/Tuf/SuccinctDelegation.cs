// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Hash bins described in a few bytes (TAP 15): 2^<see cref="BitLength"/> roles with common keys; the first bits of the path's hash choose one. Immutable.</summary>
internal sealed record SuccinctDelegation(RoleKeys Keys, int BitLength, string NamePrefix) : Delegation(Keys, IsTerminating: true)
{
    private const int MostBits = 32;

    public override RoleKeys For(string targetPath)
    {
        var bin = BinaryPrimitives.ReadUInt32BigEndian(HashOf(targetPath)) >> (MostBits - BitLength);
        return Keys with { Role = NameOf(bin) };
    }

    public string NameOf(uint bin)
    {
        var digits = ((1L << BitLength) - 1).ToString("x", CultureInfo.InvariantCulture).Length;
        return $"{NamePrefix}-{bin.ToString("x" + digits, CultureInfo.InvariantCulture)}";
    }

    public static SuccinctDelegation Read(MetadataMembers members, IReadOnlyDictionary<string, TufKey> keys)
    {
        var bits = members.Count("bit_length", 1);
        if (bits > MostBits) throw Errors.BadMetadata(members.File, $"succinct_roles.bit_length is {bits}, expected 1 to {MostBits}");
        var prefix = CheckedName(members.Text("name_prefix"), members);
        return new(RoleKeys.Read(prefix, members, keys), (int)bits, prefix);
    }
}
