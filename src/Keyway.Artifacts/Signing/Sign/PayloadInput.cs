// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>A payload that goes into a DSSE envelope; signed is its pre-authentication encoding.</summary>
internal sealed class PayloadInput(string payloadType, ReadOnlyMemory<byte> payload) : SignedInput
{
    private readonly byte[] encoding = DssePae.Encode(payloadType, payload.Span);

    protected override ReadOnlyMemory<byte> Message => encoding;

    protected override ValueTask<byte[]> HashAsync(SignatureScheme scheme, CancellationToken cancellationToken) => ValueTask.FromResult(CryptographicOperations.HashData(HashOf(scheme), encoding));

    protected override SignedContent Content(SignatureScheme scheme, byte[] hash, byte[] signature) =>
        new DsseEnvelope { Payload = payload, PayloadType = payloadType, Signatures = [new DsseSignature(signature)] };
}
