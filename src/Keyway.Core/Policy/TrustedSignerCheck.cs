// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Keys;

namespace Keyway.Policy;

/// <summary>What may be wrong with one trusted signer.</summary>
internal static class TrustedSignerCheck
{
    /// <summary>The problem, as it follows the signer's path; null for none.</summary>
    public static string? Problem(TrustedSigner signer)
    {
        if (signer.ValidFrom >= signer.ValidUntil) return "is valid until before it is valid from";
        if (signer.PublicKey is null) return CertificateProblem(signer);
        if (signer.Issuer is not null || signer.Identity is not null || signer.IdentityPattern is not null || !signer.Claims.IsEmpty) return "is a key and a certificate identity, expected one of them";
        return KeyProblem(signer.PublicKey);
    }

    /// <summary>Equal for two signers that are one.</summary>
    public static string Sameness(TrustedSigner signer) => signer.PublicKey is not null
        ? PublicKey.FromPem(signer.PublicKey).Fingerprint.ToString()
        : string.Join('\n', [signer.Issuer, signer.Identity, signer.IdentityPattern, .. signer.Claims.Select(claim => $"{claim.Key}={claim.Value}")]);

    private static string? KeyProblem(string pem)
    {
        try
        {
            _ = PublicKey.FromPem(pem);
            return null;
        }
        catch (KeywayException refusal)
        {
            return $"has no usable publicKey: {refusal.Message}";
        }
    }

    private static string? CertificateProblem(TrustedSigner signer)
    {
        if (signer.Issuer is not { Length: > 0 } issuer) return "has neither publicKey nor issuer";
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out _)) return $"has the issuer '{issuer}', expected an absolute URI";
        if ((signer.Identity is null) == (signer.IdentityPattern is null)) return "has to have exactly one of identity and identityPattern";
        if (signer.Claims.Keys.FirstOrDefault(claim => !CertificateClaims.Known.Contains(claim)) is { } unknown) return $"names the claim '{unknown}', expected one of {string.Join(", ", CertificateClaims.Known)}";
        if (signer.Identity is not null) return signer.Identity.Length > 0 ? null : "has an empty identity";
        return IsAnchored(signer.IdentityPattern!) ? null : $"has the identityPattern '{signer.IdentityPattern}', which strangers can match: name host and owner up to a '/', or '*@' and a domain, before the first '*'";
    }

    // https://github.com/acme* also matches the account acme-evil; https://github.com/acme/* does not.
    private static bool IsAnchored(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return false;
        if (star == 0) return pattern.Length > 2 && pattern[1] == '@' && !pattern.AsSpan(1).Contains('*');
        return Uri.TryCreate(pattern[..star], UriKind.Absolute, out var start) && start.AbsolutePath.Count(c => c == '/') >= 2;
    }
}
