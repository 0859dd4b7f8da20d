// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Bundles whose content claims something else than what is wanted, and policies that must not be talked into it.</summary>
public sealed class HostileContentTests
{
    private static readonly SigstoreUniverseRecipe Plain = new();
    private static readonly SigstoreUniverseRecipe Attestation = Plain with { Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact) };

    [Fact]
    public void A_bundle_does_not_vouch_for_another_artifact()
    {
        var bundle = Universe.Sign(Plain with { RekorVersion = null, HasTimestamp = true });
        var other = Plain with { Artifact = [1] };
        var policy = Universe.Policy with { MinimumLogEntries = 0 };

        Universe.Refuses("KW2171", bundle, other, policy);
        Universe.Refuses("KW2170", bundle with { Content = (MessageSignature)bundle.Content with { DigestAlgorithm = "", Digest = default } }, other, policy);
        Universe.Refuses("KW2162", Universe.Sign(Plain), other);
    }

    [Fact]
    public void The_digest_in_a_bundle_is_compared_although_it_proves_nothing()
    {
        var bundle = Universe.Sign(Plain);
        var message = (MessageSignature)bundle.Content;

        Universe.Refuses("KW2171", bundle with { Content = message with { Digest = new byte[32] } }, Plain);
        Universe.Refuses("KW2171", bundle with { Content = message with { Digest = message.Digest[..16] } }, Plain);
        Universe.Refuses("KW2171", bundle with { Content = message with { DigestAlgorithm = "MD5" } }, Plain);
        Universe.Refuses("KW2171", bundle with { Content = message with { DigestAlgorithm = "SHA2_512" } }, Plain);
        Assert.True(Universe.Verify(bundle with { Content = message with { DigestAlgorithm = "SHA2_384", Digest = SHA384.HashData(Plain.Artifact) } }, Plain).IsVerified);
    }

    [Fact]
    public void A_signature_by_another_key_is_refused_where_no_log_tells_so_first()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var policy = Universe.Policy with { Signers = [new KeySigner(other.PublicKey)], MinimumLogEntries = 0 };

        Universe.Refuses("KW2170", Plain with { ManagedKey = key, RekorVersion = null }, policy);
        Universe.Refuses("KW2170", Attestation with { ManagedKey = key, RekorVersion = null }, policy);
    }

    [Fact]
    public void The_scheme_that_the_policy_names_is_the_only_one()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP384);
        var recipe = Plain with { ManagedKey = key };

        Universe.Refuses("KW2170", recipe, Universe.Policy with { Signers = [new KeySigner(key.PublicKey) { Scheme = SignatureScheme.EcdsaP384Sha256 }] });
        Universe.Accepts(recipe, Universe.Policy with { Signers = [new KeySigner(key.PublicKey) { Scheme = SignatureScheme.EcdsaP384Sha384 }] });
    }

    [Theory]
    [InlineData("application/vnd.in-toto+json ")]
    [InlineData("application/vnd.in-toto")]
    [InlineData("text/plain")]
    public void An_envelope_is_about_exactly_one_payload_type(string type) => Universe.Refuses("KW2173", Attestation with { PayloadType = type });

    [Theory]
    [InlineData("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v2")]
    [InlineData("\"subject\"", "\"Subject\"")]
    [InlineData("\"predicateType\"", "\"predicateType\":\"https://a.example/\",\"predicateType\"")]
    public void A_payload_that_is_no_statement_is_refused(string was, string becomes) =>
        Universe.Refuses("KW2600", Attestation with { Statement = Attestation.Statement!.Replace(was, becomes, StringComparison.Ordinal) });

    [Fact]
    public void A_statement_is_about_this_artifact_by_all_of_its_digests()
    {
        Subject("KW2174", digest => digest["sha256"] = new string('a', 64), digest => digest.Remove("sha512"));
        Subject("KW2174", digest => digest["sha256"] = new string('a', 64));
        Subject("KW2174", digest => digest["sha512"] = new string('a', 128));
        Subject("KW2600", digest => digest["sha256"] = ((string)digest["sha256"]!).ToUpperInvariant());
        Subject("KW2600", digest => digest["sha256"] = ((string)digest["sha256"]!)[..32]);
        Subject("KW2174", digest => digest.Remove("sha256"), digest => digest.Remove("sha512"), digest => digest["gitCommit"] = new string('a', 40));
    }

    [Fact]
    public void A_statement_about_too_many_subjects_is_refused()
    {
        var statement = JsonNode.Parse(Attestation.Statement!)!;
        for (var i = 0; i < 1024; i++) statement["subject"]!.AsArray().Add(new JsonObject { ["name"] = $"{i}", ["digest"] = new JsonObject { ["sha256"] = new string('a', 64) } });

        Universe.Refuses("KW2601", Attestation with { Statement = statement.ToJsonString() });
    }

    [Fact]
    public void An_attestation_never_counts_as_a_signature()
    {
        var signature = Universe.Policy with { Content = ExpectedContent.Signature };

        Universe.Refuses("KW2175", Attestation, signature);
        Universe.Refuses("KW2175", Plain with { Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact, "https://spdx.dev/Document") }, signature);
        Universe.Refuses("KW2175", Plain with { Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact, "https://sigstore.dev/cosign/sign/v1/") }, signature);
        Universe.Accepts(Plain with { Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact, "https://sigstore.dev/cosign/sign/v1") }, signature);
        Universe.Accepts(Plain, signature);
    }

    [Fact]
    public void A_signature_never_counts_as_an_attestation_nor_one_predicate_for_another()
    {
        var wanted = Universe.Policy with { Content = ExpectedContent.Attestation };

        Universe.Refuses("KW2175", Plain, wanted);
        Universe.Refuses("KW2175", Plain with { Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact, "https://sigstore.dev/cosign/sign/v1") }, wanted);
        Universe.Refuses("KW2175", Attestation, wanted with { PredicateTypes = ["https://spdx.dev/Document"] });
        Universe.Refuses("KW2175", Plain, Universe.Policy with { PredicateTypes = ["https://spdx.dev/Document"] });
        Universe.Accepts(Attestation, wanted with { PredicateTypes = ["https://slsa.dev/provenance/v1"] });
    }

    [Fact]
    public void A_key_is_no_certificate_and_a_certificate_no_key()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);

        Universe.Refuses("KW2180", Plain with { ManagedKey = key });
        Universe.Refuses("KW2180", Plain, Universe.Policy with { Signers = [new KeySigner(key.PublicKey)] });
    }

    [Fact]
    public void A_managed_key_counts_while_it_is_in_use()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var recipe = Plain with { ManagedKey = key };
        var time = SigstoreUniverse.SigningTime;

        Universe.Accepts(recipe, InUse(time, time));
        Universe.Refuses("KW2183", recipe, InUse(time.AddSeconds(1), time.AddDays(1)));
        Universe.Refuses("KW2183", recipe with { HasTimestamp = true, Timestamp = stamp => stamp with { Time = time.AddSeconds(2) } }, InUse(time, time.AddSeconds(1)));
        Universe.Refuses("KW2177", recipe with { RekorVersion = null }, InUse(time, time) with { MinimumLogEntries = 0 });

        VerificationPolicy InUse(DateTimeOffset start, DateTimeOffset end) => Universe.Policy with { Signers = [new KeySigner(key.PublicKey) { ValidFor = new TimeWindow(start, end) }] };
    }

    [Fact]
    public void Bundles_put_together_in_a_program_need_the_same_evidence_as_documents()
    {
        SignatureVerifier verifier = new(SigstoreUniverse.Shared.Root);
        var bundle = Universe.Sign(Attestation with { HasTimestamp = true });
        var bare = bundle.LogEntries[0] with { SignedEntryTimestamp = default, Proof = null };

        Assert.Equal("KW2116", CodeOf(bundle with { LogEntries = [bare] }));
        Assert.Equal("KW2116", CodeOf(bundle with { LogEntries = [bare], Version = BundleVersion.V01 }));
        Assert.Equal("KW2116", CodeOf(bundle with { LogEntries = [bundle.LogEntries[0] with { Proof = bundle.LogEntries[0].Proof! with { Checkpoint = "" } }] }));
        Assert.Equal("KW2117", CodeOf(bundle with { Content = (DsseEnvelope)bundle.Content with { Signatures = [new(bundle.Content.Signature), new(bundle.Content.Signature)] } }));
        Assert.Equal("KW2115", CodeOf(bundle with { LogEntries = [.. Enumerable.Repeat(bundle.LogEntries[0], 33)] }));
        Assert.Equal("KW2115", CodeOf(bundle with { Timestamps = [.. Enumerable.Repeat(bundle.Timestamps[0], 33)] }));

        string CodeOf(SigstoreBundle changed) => verifier.Verify(changed, SignedArtifact.FromBytes(Plain.Artifact), Universe.Policy).Refusals[0].Code.Id;
    }

    [Fact]
    public void From_a_digest_alone_a_signature_over_the_bytes_cannot_be_verified()
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        var bundle = Universe.Sign(Plain with { ManagedKey = key });
        SignatureVerifier verifier = new(SigstoreUniverse.Shared.Root);

        var result = verifier.Verify(bundle, SignedArtifact.FromDigest(Digest.OfBytes(Plain.Artifact)), Universe.Policy with { Signers = [new KeySigner(key.PublicKey)] });

        Assert.Equal("KW2176", Assert.Single(result.Refusals).Code.Id);
    }

    [Fact]
    public async Task An_artifact_verifies_by_bytes_by_stream_and_by_digest()
    {
        SignatureVerifier verifier = new(SigstoreUniverse.Shared.Root);
        var bundle = Universe.Sign(Attestation);
        using MemoryStream stream = new(Plain.Artifact);

        foreach (var artifact in new[] { SignedArtifact.FromBytes(Plain.Artifact), await SignedArtifact.ReadAsync(stream, CancellationToken.None), SignedArtifact.FromDigest(Digest.OfBytes(Plain.Artifact)), SignedArtifact.FromDigest(Digest.FromHash(DigestAlgorithm.Sha512, SHA512.HashData(Plain.Artifact))) })
            Assert.Equal([], verifier.Verify(bundle, artifact, Universe.Policy).Refusals);
    }

    [Fact]
    public void A_policy_without_signers_or_with_negative_thresholds_is_a_mistake()
    {
        var bundle = Universe.Sign(Plain);

        Assert.Throws<ArgumentException>(() => Universe.Verify(bundle, Plain, Universe.Policy with { Signers = [] }));
        Assert.Throws<ArgumentException>(() => Universe.Verify(bundle, Plain, Universe.Policy with { MinimumLogEntries = -1 }));
        Assert.Throws<ArgumentException>(() => Universe.Verify(bundle, Plain, Universe.Policy with { MinimumTimestamps = -1 }));
        Assert.Throws<ArgumentException>(() => SignedArtifact.FromDigest(default));
    }

    private static void Subject(string code, params Action<JsonObject>[] changes)
    {
        var statement = JsonNode.Parse(Attestation.Statement!)!;
        foreach (var change in changes) change((JsonObject)statement["subject"]![0]!["digest"]!);

        Universe.Refuses(code, Attestation with { Statement = statement.ToJsonString() });
    }
}
