// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>The bytes that a cosigner signs for a checkpoint at a time. Spec: c2sp.org/tlog-cosignature. Pure.</summary>
internal static class CosignedMessage
{
    /// <summary>The time stands before the signature, as a big-endian number of seconds.</summary>
    public const int TimestampLength = 8;

    // DateTimeOffset ends with the year 9999; the specification allows later times, no clock does.
    private const ulong LatestTime = 253402300799;

    /// <summary>Null when the text is no checkpoint, or the time or a name cannot be in such a message.</summary>
    public static byte[]? For(NoteKey cosigner, ReadOnlySpan<byte> noteText, ulong seconds)
    {
        if (seconds > LatestTime || !Checkpoint.TryParse(noteText, out var checkpoint, out _)) return null;
        return cosigner.Kind == NoteKeyKind.MlDsa44Cosignature ? Subtree(cosigner.Name, checkpoint, seconds) : V1(noteText, seconds);
    }

    private static byte[] V1(ReadOnlySpan<byte> noteText, ulong seconds) => [.. Encoding.ASCII.GetBytes($"cosignature/v1\ntime {seconds}\n"), .. noteText];

    private static byte[]? Subtree(string cosignerName, Checkpoint checkpoint, ulong seconds)
    {
        var (name, origin) = (Encoding.UTF8.GetBytes(cosignerName), Encoding.UTF8.GetBytes(checkpoint.Origin));
        if (name.Length > byte.MaxValue || origin.Length > byte.MaxValue) return null;
        return [
            .. "subtree/v1\n\0"u8,
            (byte)name.Length, .. name, .. BigEndian(seconds),
            (byte)origin.Length, .. origin, .. BigEndian(0), .. BigEndian((ulong)checkpoint.Size),
            .. checkpoint.Root.ToArray()];
    }

    private static byte[] BigEndian(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
