// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// The path from a signing certificate to the certificate authorities of the trusted root, in the hybrid model of client specification §4.3: the whole path has to be valid at
/// every verified time. Only authorities of the trusted root take part; certificates that a bundle brings never do.
/// </summary>
internal sealed class FulcioPath(ImmutableArray<TrustedAuthority> authorities)
{
    /// <summary>The authorities whose issuing certificate signed the leaf.</summary>
    /// <exception cref="KeywayException">KW2122: none did.</exception>
    public ImmutableArray<TrustedAuthority> FindIssuers(Certificate leaf)
    {
        var found = authorities.Where(authority => authority.Unusable is null && leaf.Names(authority.Issuers[0]) && leaf.IsSignedBy(authority.Issuers[0].Key)).ToImmutableArray();
        if (!found.IsEmpty) return found;
        var unusable = authorities.FirstOrDefault(authority => authority.Unusable is not null);
        throw Errors.NoTrustedIssuer(authorities.Length, unusable is null ? null : $"{unusable.Source.Uri}: {unusable.Unusable}");
    }

    /// <summary>Whether leaf and one of the issuing chains are valid at the time.</summary>
    /// <exception cref="KeywayException">KW2123: they are not.</exception>
    public static void RequireValidAt(Certificate leaf, ImmutableArray<TrustedAuthority> issuers, DateTimeOffset time)
    {
        if (!leaf.IsValidAt(time)) throw Errors.NotValidAt(time, $"the certificate is valid from {leaf.Period}");
        string? reason = null;
        foreach (var issuer in issuers)
        {
            reason = issuer.FirstInvalidAt(time);
            if (reason is null) return;
        }
        throw Errors.NotValidAt(time, reason ?? "no authority is trusted");
    }

    /// <summary>A leaf for code signing and nothing else that must be obeyed.</summary>
    /// <exception cref="KeywayException">KW2124: it is for something else. KW2126: an extension is not understood.</exception>
    public static void RequireCodeSigning(Certificate leaf)
    {
        var usage = Read(leaf);
        if (CertificateUsage.FirstNotUnderstood(leaf) is { } extension) throw Errors.NotUnderstood(extension);
        if (usage.IsAuthority) throw Errors.NotForCodeSigning("it is one of a certificate authority");
        if (!usage.Allows(X509KeyUsageFlags.DigitalSignature)) throw Errors.NotForCodeSigning("its keyUsage does not include digitalSignature");
        if (usage.ExtendedKeyUsages is null) throw Errors.NotForCodeSigning("it has no extendedKeyUsage");
        if (!usage.ExtendedKeyUsages.Contains(Oids.CodeSigning)) throw Errors.NotForCodeSigning($"its extendedKeyUsage is {string.Join(", ", usage.ExtendedKeyUsages)}, without codeSigning");
    }

    private static CertificateUsage Read(Certificate leaf)
    {
        try
        {
            return CertificateUsage.Of(leaf);
        }
        catch (AsnContentException e)
        {
            throw Errors.BadCertificate(e.Message, e);
        }
    }
}
