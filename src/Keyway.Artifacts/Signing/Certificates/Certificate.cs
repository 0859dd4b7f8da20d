// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// An X.509 certificate of version 3, read strictly from DER (RFC 5280 §4). Reading proves nothing; whoever holds one still has to verify who signed it. The key is imported
/// once and kept. Immutable and thread safe.
/// </summary>
internal sealed class Certificate
{
    private readonly Lazy<PublicKey> key;

    public Certificate(CertificateFields fields)
    {
        Fields = fields;
        key = new Lazy<PublicKey>(() => PublicKey.FromSubjectPublicKeyInfo(fields.SubjectPublicKeyInfo.Span));
    }

    public CertificateFields Fields { get; }

    public ReadOnlyMemory<byte> Raw => Fields.Raw;

    public DateTimeOffset NotBefore => Fields.NotBefore;

    public DateTimeOffset NotAfter => Fields.NotAfter;

    public ImmutableArray<CertificateExtension> Extensions => Fields.Extensions;

    public bool IsSelfIssued => Fields.Issuer.Span.SequenceEqual(Fields.Subject.Span);

    /// <exception cref="KeywayException">KW2001 to KW2003: the key is of no use.</exception>
    public PublicKey Key => key.Value;

    /// <summary>SHA-256 of the key, as precertificate SCTs name the issuer.</summary>
    public byte[] KeyHash => SHA256.HashData(Fields.SubjectPublicKeyInfo.Span);

    public static Certificate Parse(ReadOnlyMemory<byte> der) => new(CertificateReader.Read(der));

    public CertificateExtension? Find(string oid)
    {
        foreach (var extension in Extensions)
        {
            if (extension.Oid == oid) return extension;
        }
        return null;
    }

    public bool IsValidAt(DateTimeOffset time) => time >= NotBefore && time <= NotAfter;

    public bool Names(Certificate issuer) => Fields.Issuer.Span.SequenceEqual(issuer.Fields.Subject.Span);

    public bool IsSignedBy(PublicKey issuer) => SignatureCheck.Verify(issuer, Fields.SignatureAlgorithm, null, Fields.Tbs.Span, Fields.Signature.Span);

    /// <summary>As messages show its period.</summary>
    public string Period => $"{NotBefore:yyyy-MM-ddTHH:mm:ssZ} to {NotAfter:yyyy-MM-ddTHH:mm:ssZ}";
}
