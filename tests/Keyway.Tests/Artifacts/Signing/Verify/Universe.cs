// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Short ways for the tests of the verifier: sign in the shared universe, verify with its trusted root, and say which code refused.</summary>
internal static class Universe
{
    private static readonly Lazy<SignatureVerifier> Verifier = new(() => new SignatureVerifier(SigstoreUniverse.Shared.Root));

    public static VerificationPolicy Policy { get; } = new()
    {
        Signers = [new CertificateSigner(IdentityPattern.Exactly(SigstoreUniverseLeaf.DefaultIdentity), SigstoreUniverseLeaf.DefaultIssuer)],
        Content = ExpectedContent.Any,
    };

    public static SigstoreBundle Sign(SigstoreUniverseRecipe recipe) => SigstoreUniverse.Shared.Sign(recipe);

    /// <summary>Verifies what a reader would get: the written bundle.</summary>
    public static VerificationResult Verify(SigstoreBundle bundle, SigstoreUniverseRecipe recipe, VerificationPolicy? policy = null, Action<JsonObject>? root = null)
    {
        var verifier = root is null ? Verifier.Value : new SignatureVerifier(TrustedRoot.Parse(SigstoreUniverse.Shared.RootJson(root)));
        return verifier.Verify(bundle.ToJson(), SignedArtifact.FromBytes(recipe.Artifact), policy ?? Policy);
    }

    public static void Accepts(SigstoreUniverseRecipe recipe, VerificationPolicy? policy = null) => Assert.Equal([], Verify(Sign(recipe), recipe, policy).Refusals);

    public static void Refuses(string code, SigstoreUniverseRecipe recipe, VerificationPolicy? policy = null, Action<JsonObject>? root = null) => Refuses(code, Sign(recipe), recipe, policy, root);

    public static void Refuses(string code, SigstoreBundle bundle, SigstoreUniverseRecipe recipe, VerificationPolicy? policy = null, Action<JsonObject>? root = null)
    {
        var result = Verify(bundle, recipe, policy, root);

        Assert.False(result.IsVerified);
        Assert.Null(result.Evidence);
        Assert.Equal(code, Assert.Single(result.Refusals).Code.Id);
    }
}
