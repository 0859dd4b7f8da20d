// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>An artifact of any size, read once and hashed while it is read. Only schemes that sign messages (EdDSA, ML-DSA) need it in memory, and then it must be small.</summary>
internal sealed class ArtifactInput(Stream stream) : SignedInput
{
    private SignedArtifact? artifact;

    public override SignedArtifact Artifact => artifact ?? throw new InvalidOperationException("the artifact has not been read yet");

    protected override ReadOnlyMemory<byte> Message => Artifact.Content ?? throw Errors.TooLargeForScheme();

    protected override async ValueTask<byte[]> HashAsync(SignatureScheme scheme, CancellationToken cancellationToken)
    {
        artifact = await SignedArtifact.ReadAsync(stream, cancellationToken);
        return artifact.HashBy(HashOf(scheme))!;
    }

    protected override SignedContent Content(SignatureScheme scheme, byte[] hash, byte[] signature) =>
        new MessageSignature { DigestAlgorithm = KeyDetails.HashOf(scheme), Digest = hash, SignatureBytes = signature };
}
