// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// A signed certificate timestamp: a certificate log's promise (RFC 6962 §3.2). Logs of the Static-CT API put the leaf index into <see cref="Extensions"/>; it is signed with
/// the rest and otherwise not needed.
/// </summary>
internal sealed record CertificateTimestamp
{
    private const byte Version1 = 0;
    private const byte PrecertificateEntry = 1;
    private const int MaxCount = 16;

    public required ReadOnlyMemory<byte> LogId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required ulong Milliseconds { get; init; }

    public required ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>Hash and signature algorithm as TLS 1.2 numbers them.</summary>
    public required (byte Hash, byte Signature) Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Reads the value of the extension: an OCTET STRING with a TLS list in it. Null when it is anything else.</summary>
    public static IReadOnlyList<CertificateTimestamp>? ReadList(ReadOnlyMemory<byte> list)
    {
        if (!TryTake16(ref list, out var items) || !list.IsEmpty || items.IsEmpty) return null;
        List<CertificateTimestamp> timestamps = [];
        while (!items.IsEmpty)
        {
            if (timestamps.Count == MaxCount || !TryTake16(ref items, out var item) || Read(item) is not { } timestamp) return null;
            timestamps.Add(timestamp);
        }
        return timestamps;
    }

    /// <summary>What the log signed about a precertificate.</summary>
    public byte[] SignedBytes(ReadOnlySpan<byte> issuerKeyHash, ReadOnlySpan<byte> precertificate)
    {
        var bytes = new byte[12 + issuerKeyHash.Length + 3 + precertificate.Length + 2 + Extensions.Length];
        var rest = bytes.AsSpan();
        rest[0] = Version1;
        rest[1] = 0;
        BinaryPrimitives.WriteUInt64BigEndian(rest[2..], Milliseconds);
        BinaryPrimitives.WriteUInt16BigEndian(rest[10..], PrecertificateEntry);
        rest = rest[12..];
        issuerKeyHash.CopyTo(rest);
        rest = rest[issuerKeyHash.Length..];
        rest[0] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], checked((ushort)precertificate.Length));
        precertificate.CopyTo(rest[3..]);
        rest = rest[(3 + precertificate.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)Extensions.Length);
        Extensions.Span.CopyTo(rest[2..]);
        return bytes;
    }

    private static CertificateTimestamp? Read(ReadOnlyMemory<byte> item)
    {
        const int head = 1 + 32 + 8;
        if (item.Length < head || item.Span[0] != Version1) return null;
        var logId = item.Slice(1, 32);
        var time = BinaryPrimitives.ReadUInt64BigEndian(item.Span[33..]);
        var rest = item[head..];
        if (!TryTake16(ref rest, out var extensions) || rest.Length < 2) return null;
        var algorithm = (rest.Span[0], rest.Span[1]);
        rest = rest[2..];
        if (!TryTake16(ref rest, out var signature) || !rest.IsEmpty) return null;
        return new CertificateTimestamp { LogId = logId, Milliseconds = time, Extensions = extensions, Algorithm = algorithm, Signature = signature };
    }

    private static bool TryTake16(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if (rest.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        if (rest.Length - 2 < length) return false;
        taken = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }
}
