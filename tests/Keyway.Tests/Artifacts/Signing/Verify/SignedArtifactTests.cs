// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Artifacts that are too large to keep are known by their digests, not taken for empty ones.</summary>
public sealed class SignedArtifactTests
{
    [Theory]
    [InlineData(16 << 20, true)]
    [InlineData((16 << 20) + 1, false)]
    public async Task Large_artifact_is_known_by_its_digest_alone(int size, bool kept)
    {
        var content = new byte[size];

        var artifact = await SignedArtifact.ReadAsync(new MemoryStream(content), TestContext.Current.CancellationToken);

        Assert.Equal(kept, artifact.Content is not null);
        Assert.Equal(Digest.OfBytes(content), artifact.ToDigestSet().Sha256);
    }
}
