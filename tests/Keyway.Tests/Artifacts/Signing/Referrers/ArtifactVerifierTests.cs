// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Referrers;

public sealed class ArtifactVerifierTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private LayoutDirectory layout = null!;
    private SignedSample sample = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        sample = await SignedSample.InAsync(layout);
    }

    public ValueTask DisposeAsync()
    {
        sample.Dispose();
        directory.Dispose();
        return layout.DisposeAsync();
    }

    [Fact]
    public async Task An_artifact_is_accepted_when_index_and_children_are_signed()
    {
        var attached = await sample.Signer.SignAsync(sample.Manifests, "registry.example/gpu/driver", Cancellation);

        var verdict = await VerifyAsync("registry.example/gpu/driver");

        Assert.True(verdict.OrRefuse().IsAccepted);
        Assert.Equal(attached.Select(one => one.Referrer.Digest), verdict.Manifests.Select(manifest => Assert.Single(manifest.Findings).Referrer));
        Assert.Equal(sample.Key.PublicKey.Fingerprint, verdict.Manifests[0].Findings[0].Evidence!.Signer.Key.Fingerprint);
        Assert.Throws<InvalidOperationException>(() => verdict.Refusal());
    }

    [Fact]
    public async Task A_signed_index_does_not_cover_its_children()
    {
        await sample.Signer.SignAsync([sample.Index], null, Cancellation);

        var verdict = await VerifyAsync();

        Assert.True(verdict.Manifests[0].IsAccepted);
        Assert.All(verdict.Manifests[1..], manifest => Assert.False(manifest.IsAccepted));
        Golden.Verify("errors/KW2252.txt", ErrorText.Of(verdict.Refusal(), (directory.Path, "DIR")));
    }

    [Fact]
    public async Task A_child_whose_signature_was_stripped_is_named()
    {
        await sample.Signer.SignAsync(sample.Manifests.RemoveAt(2), null, Cancellation);

        var refusal = Assert.Throws<KeywayException>(() => VerifyAsync().Result.OrRefuse());

        Assert.Equal("KW2252", refusal.Code.Id);
        Assert.Contains($"{sample.Manifests[2].Digest} (linux/amd64) is not verified: no signature is attached to it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attestation_never_counts_as_a_signature()
    {
        await sample.Signer.AttestAsync(sample.Manifests, null, "https://spdx.dev/Document", JsonDocument.Parse("{}").RootElement, Cancellation);

        var refusal = (await VerifyAsync()).Refusal();

        Assert.Equal("KW2252", refusal.Code.Id);
        Assert.Contains("KW2175", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_of_another_key_does_not_hold()
    {
        await sample.Signer.SignAsync(sample.Manifests, null, Cancellation);
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);

        var verdict = await sample.Verifier.VerifyAsync(sample.Manifests, sample.Policy with { Signers = [new KeySigner(other.PublicKey)] }, null, Cancellation);

        Assert.Equal("KW2252", verdict.Refusal().Code.Id);
        Assert.Contains("KW2170", verdict.Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_of_a_key_is_refused_by_a_policy_that_wants_an_identity()
    {
        await sample.Signer.SignAsync(sample.Manifests, null, Cancellation);
        CertificateSigner wanted = new(IdentityPattern.Exactly("release@example.com"), "https://accounts.example.com");

        var verdict = await sample.Verifier.VerifyAsync(sample.Manifests, sample.Policy with { Signers = [wanted] }, null, Cancellation);

        Golden.Verify("errors/KW2253.txt", ErrorText.Of(verdict.Refusal(), (directory.Path, "DIR")));
    }

    [Fact]
    public async Task A_signature_for_another_repository_is_refused_where_the_repository_matters()
    {
        await sample.Signer.SignAsync(sample.Manifests, "registry.example/gpu/driver", Cancellation);

        var elsewhere = await VerifyAsync("registry.example/gpu/other");

        Assert.True((await VerifyAsync()).IsAccepted);
        var refusal = Assert.Single(elsewhere.Manifests[0].Findings[0].Refusals);
        Assert.Equal(("KW2251", "the signature is for registry.example/gpu/driver, expected registry.example/gpu/other"), (refusal.Code.Id, refusal.Message));
        Assert.Equal(ErrorKind.PolicyRefused, elsewhere.Refusal().Code.Kind);
    }

    [Fact]
    public async Task A_signature_that_names_no_repository_is_refused_where_one_is_wanted()
    {
        await sample.Signer.SignAsync(sample.Manifests, null, Cancellation);

        Assert.Contains("the signature is for no repository in particular", (await VerifyAsync("registry.example/gpu/driver")).Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_copied_to_another_manifest_is_refused()
    {
        await sample.Signer.SignAsync([sample.Manifests[1]], null, Cancellation);
        var original = (await BundleReferrers.FindAsync(layout, sample.Manifests[1].Digest, Cancellation)).Bundles[0];
        BundleAttachment copy = new() { Bundle = await original.ReadAsync(layout, Cancellation), PredicateType = BundleAnnotation.SignPredicate, Created = FixedTime.Default.GetUtcNow() };
        await copy.PushAsync(layout, sample.Manifests[2], Cancellation);

        var verdict = await VerifyAsync();

        Assert.True(verdict.Manifests[1].IsAccepted);
        Assert.Equal("KW2174", Assert.Single(Assert.Single(verdict.Manifests[2].Findings).Refusals).Code.Id);
    }

    [Theory]
    [InlineData("KW2110", "not json at all")]
    [InlineData("KW2111", """{"mediaType":"application/vnd.dev.sigstore.bundle.v0.9+json"}""")]
    public async Task A_hostile_bundle_beside_a_good_one_changes_nothing_and_alone_it_is_refused(string code, string bundle)
    {
        BundleAttachment hostile = new() { Bundle = Encoding.UTF8.GetBytes(bundle), PredicateType = BundleAnnotation.SignPredicate, Created = FixedTime.Default.GetUtcNow() };
        await hostile.PushAsync(layout, sample.Index, Cancellation);

        var alone = await VerifyAsync();
        await sample.Signer.SignAsync(sample.Manifests, null, Cancellation);

        Assert.Equal(code, Assert.Single(Assert.Single(alone.Manifests[0].Findings).Refusals).Code.Id);
        Assert.True((await VerifyAsync()).IsAccepted);
    }

    [Fact]
    public async Task A_bundle_whose_bytes_are_not_there_is_refused_and_a_manifest_that_is_not_there_too()
    {
        var attached = await sample.Signer.SignAsync(sample.Manifests, null, Cancellation);
        File.Delete(layout.Blobs.PathOf((await layout.ReadManifestAsync(attached[0].Referrer, Cancellation)).Layers[0].Digest));
        File.Delete(layout.Blobs.PathOf(sample.Manifests[1].Digest));

        var verdict = await VerifyAsync();

        Assert.Equal("KW1110", Assert.Single(Assert.Single(verdict.Manifests[0].Findings).Refusals).Code.Id);
        Assert.StartsWith("KW1110", verdict.Manifests[1].Problem, StringComparison.Ordinal);
        Assert.Equal([verdict.Manifests[1].Problem!], verdict.Manifests[1].Reasons);
    }

    [Fact]
    public async Task A_signature_of_the_bytes_of_a_manifest_counts_as_well()
    {
        var bytes = await layout.ReadDocumentAsync(sample.Index, OciLimits.ManifestSize, Cancellation);
        MessageSignature signature = new() { DigestAlgorithm = "SHA2_256", Digest = Convert.FromHexString(Digest.OfBytes(bytes).Hex), SignatureBytes = await sample.Key.SignAsync(bytes, Cancellation) };
        SigstoreBundle bundle = new() { Material = new KeyHintMaterial("test"), Content = signature };
        await new BundleAttachment { Bundle = bundle.ToJson(), Created = FixedTime.Default.GetUtcNow() }.PushAsync(layout, sample.Index, Cancellation);

        Assert.True((await sample.Verifier.VerifyAsync([sample.Index], sample.Policy, null, Cancellation)).IsAccepted);
    }

    [Fact]
    public async Task A_flood_of_bundles_of_others_is_refused_with_its_size()
    {
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);
        for (var i = 0; i < ReferrerLimits.Bundles + 5; i++)
        {
            BundleAttachment junk = new() { Bundle = Encoding.UTF8.GetBytes($"junk {i}"), Created = FixedTime.Default.GetUtcNow() };
            await junk.PushAsync(layout, sample.Index, Cancellation);
        }

        var verdict = await sample.Verifier.VerifyAsync([sample.Index], sample.Policy, null, Cancellation);

        Assert.Equal((ReferrerLimits.Bundles, 5), (verdict.Manifests[0].Findings.Length, verdict.Manifests[0].Unopened));
        Assert.Contains(verdict.Manifests[0].Reasons, reason => reason.StartsWith("5 further referrers were not looked into", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_bundles_of_a_manifest_are_verified_when_all_are_asked_for()
    {
        await sample.Signer.SignAsync([sample.Index], null, Cancellation);
        await sample.Signer.AttestAsync([sample.Index], null, "https://spdx.dev/Document", JsonDocument.Parse("{}").RootElement, Cancellation);
        await new BundleAttachment { Bundle = "junk"u8.ToArray(), PredicateType = "x:y", Created = FixedTime.Default.GetUtcNow() }.PushAsync(layout, sample.Index, Cancellation);
        await SampleArtifact.PushAsync(layout, SampleArtifact.Referrer(sample.Index, "text/plain", "note"));

        var all = await sample.Verifier.VerifyAllAsync(sample.Index, sample.Policy with { Content = ExpectedContent.Any }, Cancellation);

        Assert.Equal((3, 2, 1), (all.Findings.Length, all.Findings.Count(finding => finding.IsAccepted), all.Others));
        Assert.Equal(["https://sigstore.dev/cosign/sign/v1", "https://spdx.dev/Document"], all.Findings.Select(finding => finding.Evidence?.Statement?.PredicateType).OfType<string>().Order());
    }

    private Task<ArtifactVerdict> VerifyAsync(string? boundTo = null) => sample.Verifier.VerifyAsync(sample.Manifests, sample.Policy, boundTo, Cancellation);
}
