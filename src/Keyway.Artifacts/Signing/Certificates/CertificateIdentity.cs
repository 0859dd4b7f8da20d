// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>Who signed, as a verified certificate says it. Spec: Fulcio "OID information". Immutable.</summary>
public sealed record CertificateIdentity
{
    /// <summary>The subject alternative name.</summary>
    public required string Name { get; init; }

    public required SubjectNameKind Kind { get; init; }

    /// <summary>The OIDC issuer that vouched for the name; empty when the certificate has none.</summary>
    public required string Issuer { get; init; }

    /// <summary>Fulcio's further statements by the last number of their OID (1.3.6.1.4.1.57264.1.<i>n</i>): 9 build signer URI, 12 source repository, 13 its commit, 14 its ref …</summary>
    public required ImmutableSortedDictionary<int, string> Extensions { get; init; }

    public string? BuildSignerUri => Extensions.GetValueOrDefault(9);

    public string? BuildSignerDigest => Extensions.GetValueOrDefault(10);

    public string? RunnerEnvironment => Extensions.GetValueOrDefault(11);

    public string? SourceRepositoryUri => Extensions.GetValueOrDefault(12);

    public string? SourceRepositoryDigest => Extensions.GetValueOrDefault(13);

    public string? SourceRepositoryRef => Extensions.GetValueOrDefault(14);

    public string? SourceRepositoryOwnerUri => Extensions.GetValueOrDefault(16);

    public string? BuildConfigUri => Extensions.GetValueOrDefault(18);

    public string? BuildConfigDigest => Extensions.GetValueOrDefault(19);

    public string? BuildTrigger => Extensions.GetValueOrDefault(20);

    public string? RunInvocationUri => Extensions.GetValueOrDefault(21);
}
