// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>An entry of a transparency log about the signature (protobuf-specs, <c>TransparencyLogEntry</c>).</summary>
public sealed record LogEntry
{
    public required long Index { get; init; }

    /// <summary>Names the log in the trusted root.</summary>
    public required ReadOnlyMemory<byte> LogId { get; init; }

    public required string Kind { get; init; }

    public required string KindVersion { get; init; }

    /// <summary>Seconds since 1970; 0 from logs that give no time (Rekor v2).</summary>
    public long IntegratedTime { get; init; }

    /// <summary>The log's signature over entry, index and time (Rekor v1); empty without one.</summary>
    public ReadOnlyMemory<byte> SignedEntryTimestamp { get; init; }

    public EntryProof? Proof { get; init; }

    /// <summary>The entry as the log holds it: the leaf of its tree.</summary>
    public required ReadOnlyMemory<byte> CanonicalizedBody { get; init; }
}
