// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>An Ed25519 key (RFC 8032) held by libcrypto, since the base class library has none.</summary>
internal sealed class Ed25519Material(EvpKeyHandle key) : KeyMaterial
{
    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        signature.Length == Ed25519.SignatureSize && Ed25519.Verify(key, message, signature, scheme);
}
