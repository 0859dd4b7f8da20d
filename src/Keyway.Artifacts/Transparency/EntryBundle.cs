// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Buffers.Binary;

namespace Keyway.Artifacts.Transparency;

/// <summary>Up to 256 entries, each after its length in two bytes. Spec: c2sp.org/tlog-tiles §"Log entries". Pure.</summary>
public static class EntryBundle
{
    /// <summary>The longest entry.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>The largest bundle.</summary>
    public const int Largest = TilePath.Width * (LongestEntry + sizeof(ushort));

    /// <summary>Adds an entry.</summary>
    /// <exception cref="ArgumentException">Longer than the longest entry.</exception>
    public static void Write(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        if (entry.Length > LongestEntry) throw new ArgumentException($"an entry has at most {LongestEntry} bytes, not {entry.Length}", nameof(entry));
        var span = bundle.GetSpan(sizeof(ushort) + entry.Length);
        BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)entry.Length);
        entry.CopyTo(span[sizeof(ushort)..]);
        bundle.Advance(sizeof(ushort) + entry.Length);
    }

    /// <summary>The entries of a bundle, which must be exactly so many; null when the bytes are something else.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> bundle, int count)
    {
        List<ReadOnlyMemory<byte>> entries = new(count);
        while (!bundle.IsEmpty)
        {
            if (entries.Count == count || bundle.Length < sizeof(ushort)) return null;
            var end = sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < end) return null;
            entries.Add(bundle[sizeof(ushort)..end]);
            bundle = bundle[end..];
        }

        return entries.Count == count ? entries : null;
    }
}
