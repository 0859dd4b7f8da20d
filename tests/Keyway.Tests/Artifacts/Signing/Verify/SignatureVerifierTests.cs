// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Certificates;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>What the verifier accepts, and what it then says was proved.</summary>
public sealed class SignatureVerifierTests
{
    private static readonly SigstoreUniverseRecipe Plain = new();
    private static readonly string Statement = SigstoreUniverseRecipe.StatementAbout(Plain.Artifact);

    [Theory]
    [InlineData(BundleVersion.V01)]
    [InlineData(BundleVersion.V02)]
    [InlineData(BundleVersion.V03)]
    public void Every_version_of_bundle_verifies(BundleVersion version) => Universe.Accepts(Plain with { Version = version });

    [Theory]
    [InlineData(1, "dsse")]
    [InlineData(1, "intoto")]
    [InlineData(1, "hashedrekord")]
    [InlineData(2, "dsse")]
    [InlineData(2, "hashedrekord")]
    public void Every_kind_of_log_entry_about_an_envelope_verifies(int rekor, string kind) =>
        Universe.Accepts(Plain with { Statement = Statement, RekorVersion = rekor, EnvelopeKind = kind, HasTimestamp = rekor == 2 });

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP384)]
    [InlineData(KeyKind.EcdsaP521)]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ed25519)]
    public void Every_kind_of_key_verifies(KeyKind kind)
    {
        Universe.Accepts(Plain with { KeyKind = kind });
        Universe.Accepts(Plain with { KeyKind = kind, Statement = Statement });
    }

    [Fact]
    public void A_promise_alone_is_enough_in_a_bundle_of_version_0_1()
    {
        var recipe = Plain with { Version = BundleVersion.V01 };
        var bundle = Universe.Sign(recipe);

        Assert.True(Universe.Verify(bundle with { LogEntries = [bundle.LogEntries[0] with { Proof = null }] }, recipe).IsVerified);
    }

    [Fact]
    public void The_evidence_names_signer_times_and_log()
    {
        var recipe = Plain with { HasTimestamp = true, Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddSeconds(-3) } };

        var evidence = Universe.Verify(Universe.Sign(recipe), recipe).Evidence;

        Assert.NotNull(evidence);
        Assert.Equal(SigstoreUniverseLeaf.DefaultIdentity, evidence.Signer.Identity?.Name);
        Assert.Equal(SubjectNameKind.Uri, evidence.Signer.Identity?.Kind);
        Assert.Equal(SigstoreUniverseLeaf.DefaultIssuer, evidence.Signer.Identity?.Issuer);
        Assert.Equal("https://github.com/example/driver", evidence.Signer.Identity?.SourceRepositoryUri);
        Assert.Equal("refs/tags/v1", evidence.Signer.Identity?.SourceRepositoryRef);
        Assert.Equal([TimeSource.TimestampAuthority, TimeSource.Log], evidence.Times.Select(time => time.Source));
        Assert.Equal(["https://tsa.example", "https://rekor1.example"], evidence.Times.Select(time => time.Authority));
        Assert.Equal(SigstoreUniverse.SigningTime, evidence.Times[1].Time);
        Assert.Equal(500_001, Assert.Single(evidence.LogEntries).Index);
        Assert.Equal((1, 1), (evidence.DistinctLogs, evidence.DistinctTimestampAuthorities));
        Assert.Null(evidence.Statement);
    }

    [Fact]
    public void The_evidence_of_an_envelope_holds_its_statement_and_the_received_bytes()
    {
        var recipe = SigstoreUniverseRecipe.RekorV2 with { Statement = Statement };

        var evidence = Universe.Verify(Universe.Sign(recipe), recipe).Evidence;

        Assert.Equal("https://slsa.dev/provenance/v1", evidence?.Statement?.PredicateType);
        Assert.Equal(Statement, System.Text.Encoding.UTF8.GetString(evidence!.Payload.Span));
    }

    [Fact]
    public void Names_that_are_addresses_and_static_log_answers_verify()
    {
        SigstoreUniverseLeaf leaf = new() { SubjectName = SigstoreUniverseLeaf.EmailName("signer@example.org"), Sct = sct => sct with { Extensions = [0, 0, 5, 0, 0, 0, 1, 2] } };
        var policy = Universe.Policy with { Signers = [new CertificateSigner(IdentityPattern.Exactly("signer@example.org"), SigstoreUniverseLeaf.DefaultIssuer)] };

        Universe.Accepts(Plain with { Leaf = leaf }, policy);
    }

    [Fact]
    public void Certificates_of_old_clients_with_one_issuer_extension_verify() => Universe.Accepts(Plain with { Leaf = new() { Issuer = "" } });

    [Fact]
    public void Tokens_with_and_without_certificate_and_with_the_older_commitment_verify()
    {
        Universe.Accepts(SigstoreUniverseRecipe.RekorV2 with { Timestamp = stamp => stamp with { BringsCertificate = false } });
        Universe.Accepts(SigstoreUniverseRecipe.RekorV2 with { Timestamp = stamp => stamp with { CommitsWithSha1 = true } });
    }

    [Fact]
    public void A_token_brings_its_certificate_when_the_root_names_the_authority_alone()
    {
        var recipe = SigstoreUniverseRecipe.RekorV2;

        var result = Universe.Verify(Universe.Sign(recipe), recipe, root: root => ((System.Text.Json.Nodes.JsonArray)root["timestampAuthorities"]![0]!["certChain"]!["certificates"]!).RemoveAt(0));

        Assert.Equal([], result.Refusals);
    }

    [Fact]
    public void A_managed_key_verifies_with_and_without_log()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var policy = Universe.Policy with { Signers = [new KeySigner(key.PublicKey)] };

        Universe.Accepts(Plain with { ManagedKey = key }, policy);
        Universe.Accepts(SigstoreUniverseRecipe.RekorV2 with { ManagedKey = key }, policy);
        Universe.Accepts(Plain with { ManagedKey = key, RekorVersion = null }, policy with { MinimumLogEntries = 0 });
    }

    [Fact]
    public void Any_of_several_keys_may_have_signed()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var recipe = Plain with { ManagedKey = key };

        var result = Universe.Verify(Universe.Sign(recipe), recipe, Universe.Policy with { Signers = [new KeySigner(other.PublicKey), new KeySigner(key.PublicKey)] });

        Assert.Equal(key.PublicKey.Fingerprint, result.Evidence?.Signer.Key.Fingerprint);
    }
}
