// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Admission;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Packages;
using Keyway.Policy;
using Keyway.Tests.Fixtures.Sigstore;

namespace Keyway.Tests.Threats;

/// <summary>
/// Threats that the gate has to stop, each against a package that would be admitted but for this one thing. Every refusal is reached through the gate, and
/// through <c>keyway policy check</c>, where it leaves an audit record that says why. docs/threats.md lists them beside those that other folders stop.
/// </summary>
public sealed class GateThreatTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Package_version_rolled_back_below_the_minimum_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Package.Version = "2.2.9";

        await RefusedAsync(scene, await scene.PublishAsync(), "minimumVersion");
    }

    [Fact]
    public async Task Signatures_that_are_too_old_are_refused_so_that_nobody_freezes_a_site()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        scene.Sigstore.Clock.Now += TimeSpan.FromDays(91);

        await RefusedAsync(scene, index, "maximumAge");
    }

    [Fact]
    public async Task Clock_set_back_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        scene.Sigstore.Clock.Now -= TimeSpan.FromDays(1);

        await RefusedAsync(scene, index, "clock");
    }

    [Fact]
    public async Task Build_of_one_package_beside_a_build_of_another_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var one = await scene.ManifestsAsync(await scene.PublishAsync());
        scene.Package.Manifest = manifest => manifest with { Annotations = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("other", "build") };
        var other = await scene.ManifestsAsync(await scene.PublishAsync());
        scene.Package.Index = index => index with { Manifests = [index.Manifests[0] with { Digest = one[1].Digest, Size = one[1].Size }, index.Manifests[1]] };
        scene.Package.Manifest = manifest => manifest with { Annotations = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("other", "build") };

        var mixed = await scene.Package.PushAsync("mixed", Isa.Riscv64, Isa.Amd64);

        Assert.Equal([one[1].Digest, other[2].Digest], (await scene.ManifestsAsync(mixed)).Skip(1).Select(manifest => manifest.Digest));
        await RefusedAsync(scene, mixed, "signatures.threshold");
    }

    [Fact]
    public async Task Package_of_another_repository_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();

        await RefusedAsync(scene, (await scene.DecideAsync(index, repository: "registry.example/other/demo")).Decision, "scope");
    }

    [Theory]
    [InlineData("registry.example/gpu/other", "registry.example/gpu/demo")]
    [InlineData("registry.example/gpu-evil/demo", "registry.example/gpu/")]
    [InlineData("registry.example/gpu/demo2", "registry.example/gpu/demo")]
    [InlineData("registry.example.evil/gpu/demo", "registry.example/")]
    public async Task Package_copied_with_all_its_signatures_to_another_repository_is_refused(string copy, string allowed)
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Policy = policy =>
        {
            policy["scope"]!.AsObject().Remove("repositories");
            policy["repositories"] = new JsonArray("registry.example/other/demo", allowed);
        };
        var index = await scene.PublishAsync();

        Assert.True((await scene.DecideAsync(index, repository: "REGISTRY.example/gpu/demo")).Decision.IsAdmitted);
        var decision = await RefusedAsync(scene, (await scene.DecideAsync(index, repository: copy)).Decision, "repositories");

        Assert.All(decision.Problems, problem => Assert.Equal("repositories", problem.Finding.Rule));
    }

    [Fact]
    public async Task Layout_is_in_no_repository_that_a_policy_allows()
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Policy = policy =>
        {
            policy["scope"]!.AsObject().Remove("repositories");
            policy["repositories"] = new JsonArray("registry.example/gpu/");
        };
        var index = await scene.PublishAsync();

        await RefusedAsync(scene, (await scene.DecideAsync(index, repository: "oci:out")).Decision, "repositories");
        scene.Policy = policy => policy["repositories"] = new JsonArray("registry.example/gpu/");
        Assert.True((await scene.DecideAsync(index)).Decision.IsAdmitted);
    }

    [Fact]
    public async Task Package_for_another_region_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Policy = policy => policy["scope"]!["regions"] = new JsonArray("eu");
        var index = await scene.PublishAsync();

        Assert.True((await scene.DecideAsync(index, region: "eu")).Decision.IsAdmitted);
        await RefusedAsync(scene, (await scene.DecideAsync(index, region: "us")).Decision, "scope");
    }

    [Fact]
    public async Task Threshold_minus_one_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        await scene.SignAsync(await scene.ManifestsAsync(index), scene.Sigstore.Token());

        await RefusedAsync(scene, index, "signatures.threshold");
    }

    [Fact]
    public async Task Same_key_twice_counts_once()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        await scene.SignAsync(await scene.ManifestsAsync(index), new KeyIdentity(scene.ReleaseKey));
        await scene.SignAsync(await scene.ManifestsAsync(index), new KeyIdentity(scene.ReleaseKey));

        await RefusedAsync(scene, index, "signatures.threshold");
    }

    [Theory]
    [InlineData("revokedAt", "2026-01-01T00:00:00Z", "revoked at 2026-01-01T00:00:00Z")]
    [InlineData("validUntil", "2026-01-01T00:00:00Z", "valid until 2026-01-01T00:00:00Z")]
    [InlineData("validFrom", "2100-01-01T00:00:00Z", "valid from 2100-01-01T00:00:00Z")]
    public async Task Revoked_key_and_key_outside_its_window_count_for_nothing(string bound, string time, string words)
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        Assert.True((await scene.DecideAsync(index)).Decision.IsAdmitted);
        scene.Policy = policy => policy["signers"]!["release"]![bound] = time;

        await RefusedAsync(scene, index, "signatures.threshold");

        Assert.Contains(words, await scene.RecordedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tag_moved_after_it_was_resolved_changes_nothing_and_what_it_names_now_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var resolved = await scene.PublishAsync();
        scene.Package.Version = "2.3.2";
        await scene.Package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        var moved = (await scene.Layout.ResolveAsync("v1", Stop))!;

        var (decision, _) = await scene.DecideAsync(resolved);

        Assert.NotEqual(resolved.Digest, moved.Digest);
        Assert.Equal((true, resolved.Digest), (decision.IsAdmitted, decision.Index));
        await RefusedAsync(scene, moved, "signatures.threshold");
    }

    [Fact]
    public async Task Unsigned_child_of_a_signed_index_is_refused()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64, Isa.Amd64);
        var manifests = await scene.ManifestsAsync(index);
        await scene.SignAsync(manifests[..2], scene.Sigstore.Token());
        await scene.SignAsync(manifests[..2], new KeyIdentity(scene.ReleaseKey));
        await scene.AttestAsync(manifests, PredicateTypes.SlsaProvenance, SignedScene.Provenance());

        var decision = await RefusedAsync(scene, index, "signatures.threshold");

        Assert.Equal([manifests[2].Digest], decision.Problems.Select(problem => problem.Finding.Subject!.Value));
    }

    [Fact]
    public async Task Statement_with_the_right_sha256_and_a_wrong_sha512_signs_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        var lie = DigestSet.Of(index.Digest).And(DigestSet.Of(Digest.Parse("sha512:" + DigestSet.OfBytes("other"u8).Values["sha512"])));
        Statement statement = new() { Subject = [new() { Digest = lie }], PredicateType = PredicateTypes.CosignSign, Predicate = JsonElement.Parse("{}") };
        await scene.AttachAsync(index, await scene.BundleAsync(StatementWriter.Write(statement), scene.Sigstore.Token()));

        var decision = await RefusedAsync(scene, index, "signatures.threshold");

        Assert.Equal("KW2174", Assert.Single(decision.Refused).Code);
    }

    [Fact]
    public async Task Bundle_copied_to_another_package_signs_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        var signed = await scene.PublishAsync();
        scene.Package.Version = "2.3.2";
        var other = await scene.Package.PushAsync("v2", Isa.Riscv64, Isa.Amd64);
        foreach (var bundle in await scene.BundlesAsync(signed.Digest)) await scene.AttachAsync(other, bundle);

        var decision = await RefusedAsync(scene, other, "signatures.threshold");

        Assert.All(decision.Refused, refused => Assert.Equal("KW2174", refused.Code));
        Assert.Equal(3, decision.Refused.Length);
    }

    [Theory]
    [InlineData("https://github.com/keyway-evil/driver/.github/workflows/release.yml@refs/heads/main")]
    [InlineData("https://github.com/keyway/driver/.github/workflows/release.yml@refs/heads/main2")]
    public async Task Look_alike_identity_counts_for_nothing(string identity)
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        await scene.SignAsync(await scene.ManifestsAsync(index), scene.Sigstore.Token(identity));
        await scene.SignAsync(await scene.ManifestsAsync(index), new KeyIdentity(scene.ReleaseKey));

        await RefusedAsync(scene, index, "signatures.threshold");
    }

    [Fact]
    public async Task Look_alike_issuer_counts_for_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        scene.Policy = policy => policy["signers"]!["ci"]!["issuer"] = VirtualSigstore.Issuer + "/";

        await RefusedAsync(scene, await scene.PublishAsync(), "signatures.threshold");
    }

    [Fact]
    public async Task Attestation_does_not_count_as_a_signature()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        await scene.AttestAsync(await scene.ManifestsAsync(index), PredicateTypes.Spdx, JsonElement.Parse("{}"));

        await RefusedAsync(scene, index, "signatures.threshold");
    }

    [Fact]
    public async Task Key_signature_without_the_log_the_policy_asks_for_counts_for_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        await scene.SignAsync(await scene.ManifestsAsync(index), scene.Sigstore.Token());
        await scene.SignOfflineAsync(await scene.ManifestsAsync(index), scene.ReleaseKey);

        await RefusedAsync(scene, index, "signatures.threshold");
    }

    [Fact]
    public async Task Stripped_referrers_are_refused()
    {
        await using var scene = await SignedScene.CreateAsync();

        var decision = await RefusedAsync(scene, await scene.Package.PushAsync("v1", Isa.Riscv64), "signatures.threshold");

        Assert.Contains(decision.Problems, problem => problem.Finding.Rule == "provenance.present");
    }

    [Fact]
    public async Task Flood_of_referrers_is_bounded_and_told()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        for (var i = 0; i < 140; i++) await scene.AttachAsync(index, System.Text.Encoding.UTF8.GetBytes($$"""{"mediaType":"{{i}}"}"""));

        var decision = await RefusedAsync(scene, index, "signatures.threshold");

        Assert.Equal((128, 12), (decision.Refused.Length, decision.Unopened));
    }

    [Theory]
    [InlineData("refs/heads/main", null, "provenance.source.ref")]
    [InlineData("refs/tags/v2.3.1", "debug", "provenance.externalParameters.debug")]
    public async Task Build_that_somebody_steered_is_refused(string reference, string? parameter, string rule)
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.Package.PushAsync("v1", Isa.Riscv64);
        var manifests = await scene.ManifestsAsync(index);
        await scene.SignAsync(manifests, scene.Sigstore.Token());
        await scene.SignAsync(manifests, new KeyIdentity(scene.ReleaseKey));
        await scene.AttestAsync(manifests, PredicateTypes.SlsaProvenance, SignedScene.Provenance(reference, parameter));

        await RefusedAsync(scene, index, rule);
    }

    [Fact]
    public async Task Summary_by_a_signer_that_is_no_trusted_verifier_stands_in_for_nothing()
    {
        await using var scene = await SignedScene.CreateAsync();
        var index = await scene.PublishAsync();
        var (decision, evidence) = await scene.DecideAsync(index);
        var summary = Assert.Single(SummaryStatement.Of(decision, evidence, "https://example.com/mirror"));
        var bare = await scene.Package.PushAsync("v1", Isa.Amd64);
        await scene.AttestAsync(await scene.ManifestsAsync(bare), PredicateTypes.VerificationSummary, summary.ToPredicate());
        using var mirror = SoftwareKey.Generate(KeyKind.EcdsaP256);
        scene.Policy = policy =>
        {
            policy["signers"]!["mirror"] = new JsonObject { ["publicKey"] = mirror.PublicKey.ToPem() };
            policy["summaries"] = JsonNode.Parse($$"""{"verifiers":[{"id":"https://example.com/mirror","signers":["mirror"],"policies":["{{decision.Verdicts[0].Digest}}"],"resources":["registry.example/*"]}]}""");
        };

        await RefusedAsync(scene, bare, "summaries");
    }

    private static async Task<AdmissionDecision> RefusedAsync(SignedScene scene, Descriptor index, string rule) => await RefusedAsync(scene, (await scene.DecideAsync(index)).Decision, rule);

    // The same through `keyway policy check`: its exit status, and the record in a trail that verifies.
    private static async Task<AdmissionDecision> RefusedAsync(SignedScene scene, AdmissionDecision decision, string rule)
    {
        Assert.False(decision.IsAdmitted);
        await scene.RefusedOnRecordAsync(decision, rule);
        return decision;
    }
}
