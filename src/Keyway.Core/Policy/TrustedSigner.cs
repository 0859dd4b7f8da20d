// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Keyway.Artifacts.Content;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>
/// A key, or an identity that a certificate authority of the trusted root vouches for, and when it counts. Spec: spec/policy §"Signers".
/// </summary>
public sealed record TrustedSigner
{
    /// <summary>PEM of a public key; excludes the members for certificates.</summary>
    public string? PublicKey { get; init; }

    /// <summary>OIDC issuer, exactly.</summary>
    public string? Issuer { get; init; }

    /// <summary>Subject of the certificate, exactly.</summary>
    public string? Identity { get; init; }

    /// <summary>In place of <see cref="Identity"/>: a glob whose fixed start names at least host and owner.</summary>
    public string? IdentityPattern { get; init; }

    /// <summary>Claims the certificate must make besides, exactly: <c>sourceRepository</c>.</summary>
    public ImmutableSortedDictionary<string, string> Claims { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    /// <summary>What was signed before does not count.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>What was signed later does not count.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>From then on the key may be in other hands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Fingerprint of the key; none for a certificate identity. Set when the policy is read, so that no key is parsed twice.</summary>
    [JsonIgnore]
    internal Digest Fingerprint { get; init; }

    [JsonIgnore]
    internal bool HasWindow => ValidFrom is not null || ValidUntil is not null || RevokedAt is not null;

    internal bool Is(Signatory signer) => signer switch
    {
        KeySigner key => !Fingerprint.IsNone && Fingerprint == key.Fingerprint,
        CertificateSigner certificate => Issuer == certificate.Issuer && HasIdentity(certificate.Identity) && Claims.All(claim => certificate.Claims.GetValueOrDefault(claim.Key) == claim.Value),
        _ => false,
    };

    private bool HasIdentity(string identity) => Identity is not null ? Identity == identity : IdentityPattern is not null && new Glob(IdentityPattern).IsMatch(identity) && (!IsOfMail || !identity.Contains('/', StringComparison.Ordinal));

    // A workflow's identity ends in a branch that anybody may call `x@acme.example`: https://github.com/evil/repo/…@refs/heads/x@acme.example is no mail address.
    private bool IsOfMail => IdentityPattern!.StartsWith("*@", StringComparison.Ordinal);
}
