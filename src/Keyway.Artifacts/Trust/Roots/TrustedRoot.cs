// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>
/// The complete set of trusted authorities and logs of one or more Sigstore instances: <c>trusted_root.json</c>, version 0.1 or 0.2. Periods are closed intervals and their
/// start is required: an authority without one would be trusted for all time. Members of newer versions are kept out of the way, misspelt ones refused.
/// Spec: protobuf-specs <c>sigstore_trustroot.proto</c>. Immutable.
/// </summary>
public sealed record TrustedRoot
{
    /// <summary>Rekor.</summary>
    public required ImmutableArray<TransparencyLog> Logs { get; init; }

    /// <summary>Certificate transparency.</summary>
    public required ImmutableArray<TransparencyLog> CertificateLogs { get; init; }

    /// <summary>Fulcio.</summary>
    public required ImmutableArray<CertificateAuthority> CertificateAuthorities { get; init; }

    public required ImmutableArray<CertificateAuthority> TimestampAuthorities { get; init; }

    /// <summary>Reads the document.</summary>
    /// <exception cref="KeywayException">KW2100: the document is not a trusted root; KW2101: a period has no start or ends before it starts.</exception>
    public static TrustedRoot Parse(ReadOnlyMemory<byte> json) => TrustedRootReader.Read(json);
}
