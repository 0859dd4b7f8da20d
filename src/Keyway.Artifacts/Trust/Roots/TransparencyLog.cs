// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>One log of the trusted root: a Rekor shard or a certificate transparency log (protobuf-specs, <c>TransparencyLogInstance</c>).</summary>
public sealed record TransparencyLog
{
    /// <summary>Where it answers; the host name in it is the origin of its checkpoints.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The identifier that entries, promises and SCTs name.</summary>
    public required ReadOnlyMemory<byte> LogId { get; init; }

    /// <summary>Null when this system cannot use the key; then nothing of this log verifies, and <see cref="Unusable"/> says why.</summary>
    public required PublicKey? Key { get; init; }

    public required SignatureScheme Scheme { get; init; }

    public required TimeWindow ValidFor { get; init; }

    /// <summary>Why <see cref="Key"/> is null.</summary>
    public string? Unusable { get; init; }

    /// <summary>Who runs it; empty in documents of version 0.1. Thresholds may count operators instead of logs.</summary>
    public string Operator { get; init; } = "";
}
