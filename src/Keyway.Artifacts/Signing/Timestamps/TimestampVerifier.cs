// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Artifacts.Signing.Certificates;

namespace Keyway.Artifacts.Signing.Timestamps;

/// <summary>
/// Verifies RFC 3161 timestamps over the raw bytes of a signature (client specification §4.2.1). The signer is a certificate of the trusted root, or one that the token brings
/// and that an authority of the trusted root issued when the root names only authorities. Path and period are judged at the token's own time. Thread safe.
/// </summary>
internal sealed class TimestampVerifier(ImmutableArray<TrustedAuthority> authorities)
{
    private const string SubjectKeyIdentifier = "2.5.29.14";

    /// <summary>The time that the token proves the signature to have existed at.</summary>
    /// <exception cref="KeywayException">KW2140 to KW2145: the rule the token breaks.</exception>
    public (DateTimeOffset Time, TrustedAuthority Authority) Verify(ReadOnlyMemory<byte> response, ReadOnlySpan<byte> signature)
    {
        // 1. Read it.
        var token = TimestampReader.Read(response);

        // 2. It is about this signature.
        if (!CryptographicOperations.HashData(token.ImprintHash, signature).AsSpan().SequenceEqual(token.Imprint.Span)) throw Errors.OtherImprint();

        // 3. Who signed it, by the trusted root.
        var (authority, signer) = FindSigner(token);

        // 4. The signature over the attributes, and through their digest over the content.
        if (!CryptographicOperations.HashData(token.Signer.Hash, token.Content.Span).AsSpan().SequenceEqual(token.Signer.ContentDigest.Span)) throw Errors.BadSignature("the signed digest is not that of the content");
        if (!SignatureCheck.Verify(signer.Key, token.Signer.SignatureAlgorithm, token.Signer.Hash, token.Signer.SignedAttributes.Span, token.Signer.Signature.Span))
            throw Errors.BadSignature($"it does not hold with the certificate of {authority.Source.Uri}");

        // 5. The certificate is the one the signer meant, and one for timestamps.
        RequireTimestamping(signer, token.Signer);

        // 6. At the token's time all of it was valid.
        if (!signer.IsValidAt(token.Time)) throw Errors.NotValidAt(token.Time, $"its certificate is valid from {signer.Period}");
        if (authority.FirstInvalidAt(token.Time) is { } reason) throw Errors.NotValidAt(token.Time, reason);
        return (token.Time, authority);
    }

    private (TrustedAuthority Authority, Certificate Signer) FindSigner(TimestampToken token)
    {
        List<(TrustedAuthority Authority, Certificate Signer)> found = [];
        foreach (var authority in authorities)
        {
            if (authority.Unusable is null && SignerOf(authority, token) is { } signer) found.Add((authority, signer));
        }
        if (found.Count == 0) throw Errors.UnknownSigner(authorities.Length, authorities.FirstOrDefault(authority => authority.Unusable is not null)?.Unusable);

        // One authority may stand in the root several times, with periods that follow each other.
        return found.Find(pair => pair.Authority.FirstInvalidAt(token.Time) is null) is { Signer: not null } valid ? valid : found[0];
    }

    private static Certificate? SignerOf(TrustedAuthority authority, TimestampToken token)
    {
        if (authority.Leaf is { } leaf) return IsNamedBy(token.Signer, leaf) ? leaf : null;
        foreach (var der in token.Certificates)
        {
            var candidate = Certificate.Parse(der);
            if (IsNamedBy(token.Signer, candidate) && candidate.Names(authority.Issuers[0]) && candidate.IsSignedBy(authority.Issuers[0].Key)) return candidate;
        }
        return null;
    }

    private static bool IsNamedBy(TimestampSigner signer, Certificate certificate) => signer.KeyIdentifier.IsEmpty
        ? signer.Issuer.Span.SequenceEqual(certificate.Fields.Issuer.Span) && signer.SerialNumber.Span.SequenceEqual(certificate.Fields.SerialNumber.Span)
        : certificate.Find(SubjectKeyIdentifier) is { } identifier && identifier.Value.Span.EndsWith(signer.KeyIdentifier.Span) && identifier.Value.Length == signer.KeyIdentifier.Length + 2;

    // RFC 3161 §2.3: the extended key usage is critical and has this one purpose; the certificate is committed to within what is signed.
    private static void RequireTimestamping(Certificate certificate, TimestampSigner signer)
    {
        var usage = UsageOf(certificate);
        if (CertificateUsage.FirstNotUnderstood(certificate) is { } extension) throw Errors.NotForTimestamps($"it has the extension {extension}, which must be obeyed and is not understood");
        if (usage.IsAuthority) throw Errors.NotForTimestamps("it is one of a certificate authority");
        if (usage.KeyUsage is not null && !usage.Allows(X509KeyUsageFlags.DigitalSignature) && !usage.Allows(X509KeyUsageFlags.NonRepudiation)) throw Errors.NotForTimestamps("its keyUsage does not include digitalSignature");
        if (usage.ExtendedKeyUsages is not [Oids.TimeStamping]) throw Errors.NotForTimestamps("its extendedKeyUsage is not timeStamping alone");
        if (!usage.IsExtendedKeyUsageCritical) throw Errors.NotForTimestamps("its extendedKeyUsage is not critical");
        if (!signer.CertificateIds.All(id => id.Names(certificate))) throw Errors.NotForTimestamps("its signer committed to another certificate (signing-certificate)");
    }

    private static CertificateUsage UsageOf(Certificate certificate)
    {
        try
        {
            return CertificateUsage.Of(certificate);
        }
        catch (AsnContentException e)
        {
            throw Errors.NotForTimestamps(e.Message);
        }
    }
}
