// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Tests.Fixtures;

/// <summary>An answer of a certificate log, before and after it is signed.</summary>
internal sealed record SigstoreUniverseSct
{
    public required byte[] LogId { get; init; }

    public required long Milliseconds { get; init; }

    /// <summary>What Static-CT logs put here: type 0, five bytes of leaf index.</summary>
    public byte[] Extensions { get; init; } = [];

    public required byte[] IssuerKeyHash { get; init; }

    public required ECDsa Key { get; init; }

    /// <summary>Hash and signature algorithm as TLS numbers them.</summary>
    public (byte Hash, byte Signature) Algorithm { get; init; } = (4, 3);

    /// <summary>Changes what goes into the certificate.</summary>
    public Func<byte[], byte[]> Encoded { get; init; } = bytes => bytes;

    public X509Extension Sign(byte[] precertificate)
    {
        var time = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Milliseconds);
        byte[] signed = [0, 0, .. time, 0, 1, .. IssuerKeyHash, 0, .. Length(precertificate), .. precertificate, .. Length(Extensions), .. Extensions];
        var signature = Key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        byte[] sct = [0, .. LogId, .. time, .. Length(Extensions), .. Extensions, Algorithm.Hash, Algorithm.Signature, .. Length(signature), .. signature];
        byte[] item = [.. Length(sct), .. sct];
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(Encoded([.. Length(item), .. item]));
        return new X509Extension("1.3.6.1.4.1.11129.2.4.2", writer.Encode(), critical: false);
    }

    private static byte[] Length(byte[] content) => [(byte)(content.Length >> 8), (byte)(content.Length & 0xff)];
}
