// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>An identity in a certificate of a trusted authority (keyless signing).</summary>
/// <param name="Issuer">The OIDC issuer in the certificate.</param>
/// <param name="Identity">The subject alternative name, exactly.</param>
public sealed record CertificateSigner(string Issuer, string Identity) : Signatory
{
    /// <summary>Further claims of the certificate by the names in spec/policy §"Claims": <c>sourceRepository</c>, <c>sourceRef</c>.</summary>
    public ImmutableSortedDictionary<string, string> Claims { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Identity} of {Issuer}";
}
