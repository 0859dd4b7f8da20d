// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>
/// A Sigstore bundle of version 0.1, 0.2 or 0.3: a signature and everything needed to verify it offline. A bundle in hand is well-formed, nothing in it is verified.
/// Spec: client specification §5, protobuf-specs <c>sigstore_bundle.proto</c>. Immutable.
/// </summary>
public sealed record SigstoreBundle
{
    public string MediaType { get; init; } = BundleMediaTypes.Current;

    public BundleVersion Version { get; init; } = BundleVersion.V03;

    public required SigningMaterial Material { get; init; }

    public required SignedContent Content { get; init; }

    public ImmutableArray<LogEntry> LogEntries { get; init; } = [];

    /// <summary>RFC 3161 responses, DER.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Timestamps { get; init; } = [];

    /// <summary>Reads a bundle strictly.</summary>
    /// <exception cref="KeywayException">KW2110 to KW2117: the rule it breaks.</exception>
    public static SigstoreBundle Parse(ReadOnlyMemory<byte> json) => BundleReader.Read(json);

    /// <summary>The bundle as canonical proto3 JSON; <see cref="Parse"/> reads it back.</summary>
    public byte[] ToJson() => BundleWriter.Write(this);
}
