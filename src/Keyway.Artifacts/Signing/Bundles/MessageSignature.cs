// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>A signature over the bytes of an artifact.</summary>
public sealed record MessageSignature : SignedContent
{
    /// <summary>A name of the hash algorithm as the bundle writes it, such as <c>SHA2_256</c>; empty without a digest.</summary>
    public string DigestAlgorithm { get; init; } = "";

    /// <summary>The digest that the signer says the artifact has: a hint, compared but never trusted. Empty when absent.</summary>
    public ReadOnlyMemory<byte> Digest { get; init; }

    public required ReadOnlyMemory<byte> SignatureBytes { get; init; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Signature => SignatureBytes;
}
