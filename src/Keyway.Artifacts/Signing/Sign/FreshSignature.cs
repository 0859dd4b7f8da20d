// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A signature just made, and by which key: all that a log or a timestamp authority needs to know.</summary>
internal sealed record FreshSignature
{
    /// <summary>The signature, with the DSSE envelope around it if there is one.</summary>
    public required SignedContent Content { get; init; }

    /// <summary>The hash, by the scheme's algorithm, of what was signed: of the artifact, or of the pre-authentication encoding of the envelope.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What was signed, when the scheme signs messages and not hashes.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    public required PublicKey Key { get; init; }

    public required SignatureScheme Scheme { get; init; }

    /// <summary>DER of the certificate about the key, or null when verifiers know the key.</summary>
    public byte[]? Certificate { get; init; }

    public ReadOnlyMemory<byte> Signature => Content.Signature;

    /// <summary>DER of what verifies the signature: certificate or public key.</summary>
    public ReadOnlyMemory<byte> Verifier => Certificate ?? Key.SubjectPublicKeyInfo;
}
