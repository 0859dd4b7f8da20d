// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Packages;
using Keyway.Policy;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures.Sigstore;
using Keyway.Tests.Threats;

namespace Keyway.Tests.Core.Admission;

public sealed class PackageGateTests
{
    [Fact]
    public async Task Package_with_everything_the_policy_asks_for_is_admitted()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();

        var (decision, evidence) = await scene.DecideAsync(index);

        Assert.Equal("", await scene.RefusalsAsync(index));
        Assert.True(decision.OrRefuse().IsAdmitted);
        Assert.Equal(("demo", "2.3.1", SignedScene.Repository), (evidence.Package, evidence.Version, evidence.Repository));
        Assert.Equal(2, evidence.Children.Length);
        Assert.Equal(7, evidence.Bundles.Count); // index and two children signed by two, one provenance about all three
        Assert.All(evidence.Bundles.Values, bundle => Assert.NotEmpty(bundle.Logs));
    }

    [Fact]
    public async Task Evidence_says_who_signed_when_and_where_it_is_logged()
    {
        await using var scene = await SignedScene.CreateAsync();

        var (_, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        var provenance = Assert.Single(evidence.Bundles.Values, bundle => bundle.PredicateType == PredicateTypes.SlsaProvenance);
        Assert.Equal(3, provenance.Subjects.Length);
        Assert.Equal(new CertificateSigner(VirtualSigstore.Issuer, VirtualSigstore.Identity), Assert.IsType<CertificateSigner>(provenance.Signer) with { Claims = null! });
        Assert.Equal(TimeSource.TimestampAuthority, Assert.Single(provenance.Times).Source);
        Assert.Equal(SignedScene.Builder, SlsaProvenance.Read(provenance.Predicate!.Value).Builder.Id);
        Assert.Contains(evidence.Bundles.Values, bundle => bundle.Signer == new KeySigner(scene.ReleaseKey.PublicKey.Fingerprint));
        Assert.Equal(PackageEvidenceJson.Write(evidence), PackageEvidenceJson.Write(PackageEvidenceJson.Read(PackageEvidenceJson.Write(evidence), "it")));
    }

    [Fact]
    public async Task Evidence_recorded_once_is_decided_alike_elsewhere()
    {
        await using var scene = await SignedScene.CreateAsync();
        var (decision, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        var again = PolicyEvaluation.Decide([scene.ReadPolicy()], PackageEvidenceJson.Read(PackageEvidenceJson.Write(evidence), "it"), new(evidence.Repository, evidence.Package), scene.Sigstore.Clock.Now);

        Assert.Equal(AdmissionDecisionJson.Write(decision), AdmissionDecisionJson.Write(again));
    }

    [Fact]
    public async Task Key_without_log_counts_when_the_policy_asks_for_no_log()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        await scene.SignOfflineAsync(await scene.ManifestsAsync(index), scene.ReleaseKey);
        scene.Policy = policy =>
        {
            policy["signatures"] = System.Text.Json.Nodes.JsonNode.Parse("""{"signers":["release"]}""");
            policy.AsObject().Remove("provenance");
            policy.AsObject().Remove("maximumAge");
        };

        Assert.Equal("", await scene.RefusalsAsync(index));
    }

    [Fact]
    public async Task Image_that_is_no_package_is_judged_by_its_signatures()
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Package.Index = index => index with { ArtifactType = null };
        var index = await scene.PublishAsync();

        var (decision, evidence) = await scene.DecideAsync(index);

        Assert.Null(evidence.Package);
        Assert.Equal(["minimumVersion"], decision.Problems.Select(problem => problem.Finding.Rule));
    }

    [Fact]
    public async Task Bundle_that_does_not_verify_is_shown_and_takes_nothing_away()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        await scene.AttachAsync(index, "{}"u8.ToArray());
        await scene.AttachAsync(index, (await scene.BundlesAsync((await scene.ManifestsAsync(index))[1].Digest))[0]);

        var (decision, _) = await scene.DecideAsync(index);

        Assert.True(decision.IsAdmitted);
        Assert.Equal(2, decision.Refused.Length);
        Assert.Contains(decision.Refused, refused => refused.Code == "KW2174");
    }

    [Fact]
    public async Task Bundle_that_cannot_be_read_is_shown_and_takes_nothing_away()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        var (gone, changed) = ("gone"u8.ToArray(), "changed"u8.ToArray());
        await scene.AttachAsync(index, gone);
        await scene.AttachAsync(index, changed);
        File.Delete(scene.Layout.Blobs.PathOf(Digest.OfBytes(gone)));
        await File.WriteAllTextAsync(scene.Layout.Blobs.PathOf(Digest.OfBytes(changed)), "CHANGED", TestContext.Current.CancellationToken);

        var (decision, _) = await scene.DecideAsync(index);

        Assert.True(decision.IsAdmitted);
        Assert.Equal(["KW1003", "KW1110"], decision.Refused.Select(refused => refused.Code!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Large_bundles_beyond_what_is_read_are_counted_and_take_nothing_away_from_small_ones()
    {
        const int flood = 12, mostRead = 8; // of 32 MiB each
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        for (var i = 0; i < flood; i++) await AttachAbsentAsync(scene, index, i);

        var (decision, evidence) = await scene.DecideAsync(index);

        Assert.True(decision.IsAdmitted);
        Assert.Equal((mostRead - 1, flood - mostRead + 1), (evidence.Refused.Length, evidence.Unopened));
    }

    // Says that its bundle is as large as one may be, and is gone.
    private static async Task AttachAbsentAsync(SignedScene scene, Descriptor index, int number)
    {
        Descriptor layer = new() { MediaType = BundleMediaTypes.Current, Digest = Digest.OfBytes(BitConverter.GetBytes(number)), Size = 32 << 20 };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new ImageManifest { ArtifactType = BundleMediaTypes.Current, Config = SampleArtifact.Describe(MediaTypes.Empty, "{}"u8.ToArray()), Layers = [layer], Subject = index }, OciJson.Canonical.ImageManifest);
        var path = scene.Layout.Blobs.PathOf(layer.Digest);
        await using (var sparse = File.Create(path)) sparse.SetLength(layer.Size);
        await scene.Layout.PushAsync(SampleArtifact.Describe(MediaTypes.ImageManifest, bytes), new MemoryStream(bytes), TestContext.Current.CancellationToken);
        File.Delete(path);
    }

    [Fact]
    public async Task Key_that_no_policy_names_verifies_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        using var stranger = SoftwareKey.Generate(KeyKind.EcdsaP256);
        await scene.SignAsync(await scene.ManifestsAsync(index), new KeyIdentity(stranger));

        var (decision, evidence) = await scene.DecideAsync(index);

        Assert.False(decision.IsAdmitted);
        Assert.Empty(evidence.Bundles);
        Assert.Equal(2, decision.Refused.Length);
    }
}
