// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>A DSSE envelope (protocol 1.0): a payload, its type and signatures over both. The payload is kept as the received bytes.</summary>
public sealed record DsseEnvelope : SignedContent
{
    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required string PayloadType { get; init; }

    public required ImmutableArray<DsseSignature> Signatures { get; init; }

    /// <summary>The first signature; a bundle has exactly one.</summary>
    public override ReadOnlyMemory<byte> Signature => Signatures.IsEmpty ? ReadOnlyMemory<byte>.Empty : Signatures[0].Bytes;

    /// <summary>The bytes that the signatures are about.</summary>
    public byte[] ToSignedBytes() => DssePae.Encode(PayloadType, Payload.Span);

    /// <summary>Reads an envelope that stands alone, with one to sixteen signatures.</summary>
    /// <exception cref="KeywayException">KW2112: not an envelope.</exception>
    public static DsseEnvelope Parse(ReadOnlyMemory<byte> json) => BundleReader.ReadEnvelope(json);
}
