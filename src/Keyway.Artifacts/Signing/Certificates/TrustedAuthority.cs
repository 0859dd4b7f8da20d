// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// An authority of the trusted root with its certificates read and their signatures over each other verified, once. An authority that fails is kept with the reason: it
/// verifies nothing, and does not take the others with it. Immutable and thread safe.
/// </summary>
internal sealed class TrustedAuthority
{
    private TrustedAuthority(CertificateAuthority source, ImmutableArray<Certificate> issuers, Certificate? leaf, string? unusable)
    {
        Source = source;
        Issuers = issuers;
        Leaf = leaf;
        Unusable = unusable;
    }

    public CertificateAuthority Source { get; }

    /// <summary>Certificates of authorities, the one that issues first, the root last.</summary>
    public ImmutableArray<Certificate> Issuers { get; }

    /// <summary>The certificate that signs tokens, when the trusted root names it.</summary>
    public Certificate? Leaf { get; }

    /// <summary>Why nothing can be verified with it; null when all is well.</summary>
    public string? Unusable { get; }

    /// <summary>Reads the chain; <paramref name="purpose"/> is the extended key usage that authorities with such an extension must have.</summary>
    public static TrustedAuthority Load(CertificateAuthority source, string purpose)
    {
        try
        {
            var chain = source.Chain.Select(Certificate.Parse).ToImmutableArray();
            var leaf = CertificateUsage.Of(chain[0]).IsAuthority ? null : chain[0];
            var issuers = leaf is null ? chain : chain.RemoveAt(0);
            var problem = issuers.IsEmpty ? "it has no certificate of an authority" : FirstProblem(chain, issuers, purpose);
            return new TrustedAuthority(source, issuers, leaf, problem);
        }
        catch (Exception e) when (e is KeywayException or AsnContentException)
        {
            return new TrustedAuthority(source, [], null, e.Message);
        }
    }

    /// <summary>Whether authority and chain are valid at the time; if not, which of them and its period.</summary>
    public string? FirstInvalidAt(DateTimeOffset time)
    {
        if (!Source.ValidFor.Contains(time)) return $"the authority is trusted from {Source.ValidFor}";
        foreach (var issuer in Issuers)
        {
            if (!issuer.IsValidAt(time)) return $"a certificate of the authority is valid from {issuer.Period}";
        }
        return null;
    }

    private static string? FirstProblem(ImmutableArray<Certificate> chain, ImmutableArray<Certificate> issuers, string purpose)
    {
        for (var i = 0; i < issuers.Length; i++)
        {
            if (ConstraintProblem(issuers[i], i, purpose) is { } problem) return problem;
        }
        for (var i = 0; i + 1 < chain.Length; i++)
        {
            if (!chain[i].Names(chain[i + 1]) || !chain[i].IsSignedBy(chain[i + 1].Key)) return $"certificate {i + 1} of its chain is not signed by the next one";
        }
        return chain[^1].IsSelfIssued && chain[^1].IsSignedBy(chain[^1].Key) ? null : "the last certificate of its chain is not self-signed";
    }

    // RFC 5280 §6.1.4 (k) to (n): only an authority signs certificates, and only as many levels of them as it may.
    private static string? ConstraintProblem(Certificate issuer, int below, string purpose)
    {
        var usage = CertificateUsage.Of(issuer);
        if (CertificateUsage.FirstNotUnderstood(issuer) is { } extension) return $"a certificate of its chain has the extension {extension}, which must be obeyed and is not understood";
        if (!usage.IsAuthority) return "a certificate of its chain is not one of an authority";
        if (!usage.Allows(X509KeyUsageFlags.KeyCertSign)) return "a certificate of its chain may not sign certificates";
        if (usage.PathLength < below) return $"its chain has {below} authorities below one that allows {usage.PathLength}";
        if (usage.ExtendedKeyUsages is { } purposes && !purposes.Contains(purpose) && !purposes.Contains(Oids.AnyExtendedKeyUsage)) return "a certificate of its chain is for another purpose";
        return null;
    }
}
