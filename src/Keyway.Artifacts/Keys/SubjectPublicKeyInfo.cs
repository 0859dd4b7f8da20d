// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Keyway.Artifacts.Keys;

/// <summary>The outer structure of a public key (RFC 5280 section 4.1.2.7): what kind it is and the bits of the key. DER only, nothing after its end.</summary>
/// <param name="Kind">Kind of key.</param>
/// <param name="Key">The bits of subjectPublicKey.</param>
internal sealed record SubjectPublicKeyInfo(KeyKind Kind, byte[] Key)
{
    /// <exception cref="KeywayException">KW2001 not a SubjectPublicKeyInfo; KW2002 a kind of key that is not allowed.</exception>
    public static SubjectPublicKeyInfo Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var info = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var algorithm = info.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            var kind = KeyOids.KindOf(oid, ReadCurve(algorithm, oid)) ?? throw Errors.KeyNotAllowed($"of algorithm {oid}");
            var key = info.ReadBitString(out var unused);
            info.ThrowIfNotEmpty();
            return unused == 0 ? new(kind, key) : throw Errors.BadPublicKey("its bit string has unused bits");
        }
        catch (AsnContentException e)
        {
            throw Errors.BadPublicKey("it is not DER of a SubjectPublicKeyInfo", e);
        }
    }

    public static byte[] Wrap(string algorithm, ReadOnlySpan<byte> key, bool nullParameters)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                if (nullParameters)
                    writer.WriteNull();
            }
            writer.WriteBitString(key);
        }
        return writer.Encode();
    }

    // RSA has NULL parameters (RFC 3279; some writers leave them out), EdDSA and ML-DSA have none.
    private static string? ReadCurve(AsnReader algorithm, string oid)
    {
        string? curve = null;
        if (oid == KeyOids.EcPublicKey)
            curve = algorithm.ReadObjectIdentifier();
        else if (oid == KeyOids.Rsa && algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return curve;
    }
}
