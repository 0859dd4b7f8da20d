// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A TimeStampReq (RFC 3161 section 2.4.1) over a SHA-256 hash, with a nonce, asking for the authority's certificate.</summary>
internal sealed class TimestampQuery
{
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <param name="hash">SHA-256 of the signature.</param>
    /// <param name="random">A few fresh random bytes.</param>
    public TimestampQuery(byte[] hash, byte[] random)
    {
        Hash = hash;
        Nonce = new System.Numerics.BigInteger(random, isUnsigned: true);
    }

    public byte[] Hash { get; }

    public System.Numerics.BigInteger Nonce { get; }

    public byte[] ToDer()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Sha256);
                    writer.WriteNull();
                }

                writer.WriteOctetString(Hash);
            }

            writer.WriteInteger(Nonce);
            writer.WriteBoolean(true);
        }

        return writer.Encode();
    }
}
