// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>One authority of the trusted root: a Fulcio instance or a timestamping authority (protobuf-specs, <c>CertificateAuthority</c>).</summary>
public sealed record CertificateAuthority
{
    public required string Uri { get; init; }

    /// <summary>DER of the certificates, the root last. Of a timestamping authority the first may be the one that signs tokens.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Chain { get; init; }

    public required TimeWindow ValidFor { get; init; }

    public string Operator { get; init; } = "";
}
