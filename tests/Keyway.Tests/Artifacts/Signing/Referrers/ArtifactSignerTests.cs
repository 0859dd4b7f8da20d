// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Referrers;

public sealed class ArtifactSignerTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();
    private readonly SoftwareKey key = SoftwareKey.Generate(KeyKind.EcdsaP256);
    private readonly List<string> signed = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        key.Dispose();
        directory.Dispose();
    }

    // Byte for byte what cosign 3.1 signs, but for an empty list of annotations.
    [Fact]
    public async Task A_signature_says_nothing_but_the_digest_of_its_manifest()
    {
        await using var layout = await LayoutAsync();

        var attached = Assert.Single(await SignerOf(layout).SignAsync([sample.Index], null, Cancellation));

        Assert.Equal($$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"{{{sample.Index.Digest.Hex}}}"}}],"predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}""", Assert.Single(signed));
        var found = Assert.Single((await BundleReferrers.FindAsync(layout, sample.Index.Digest, Cancellation)).Bundles);
        Assert.Equal(attached.Referrer.Digest, found.Manifest.Digest);
        var envelope = Assert.IsType<DsseEnvelope>(SigstoreBundle.Parse(await found.ReadAsync(layout, Cancellation)).Content);
        Assert.True(key.PublicKey.Verify(envelope.ToSignedBytes(), envelope.Signature.Span, key.Scheme));
    }

    [Fact]
    public async Task Index_and_children_are_signed_each_on_its_own_the_index_last()
    {
        await using var layout = await LayoutAsync();
        var manifests = await ArtifactManifests.ListAsync(layout, sample.Index, Cancellation);

        var attached = await SignerOf(layout).SignAsync(manifests, "registry.example/gpu/driver", Cancellation);

        Assert.Equal(manifests.Select(manifest => manifest.Digest), attached.Select(one => one.Subject.Digest));
        Assert.Equal(manifests.Reverse().Select(manifest => manifest.Digest.Hex), signed.Select(text => StatementReader.Read(Encoding.UTF8.GetBytes(text), "statement").Subject.Single().Digest.Sha256.Hex));
        Assert.All(signed, text => Assert.Contains("\"name\":\"registry.example/gpu/driver\"", text, StringComparison.Ordinal));
        foreach (var manifest in manifests) Assert.Single((await BundleReferrers.FindAsync(layout, manifest.Digest, Cancellation)).Bundles);
    }

    [Fact]
    public async Task An_attestation_about_several_manifests_is_signed_once_and_attached_to_each()
    {
        await using var layout = await LayoutAsync();
        var manifests = await ArtifactManifests.ListAsync(layout, sample.Index, Cancellation);
        using var predicate = JsonDocument.Parse("""{"passed":true}""");

        await SignerOf(layout).AttestAsync(manifests, null, "https://example.com/test/v1", predicate.RootElement, Cancellation);

        Assert.Equal(manifests.Length, StatementReader.Read(Encoding.UTF8.GetBytes(Assert.Single(signed)), "statement").Subject.Length);
        foreach (var manifest in manifests)
        {
            var found = Assert.Single((await BundleReferrers.FindAsync(layout, manifest.Digest, Cancellation)).Bundles);
            Assert.Equal(("https://example.com/test/v1", false), (found.ClaimedPredicate, found.MayBeSignature));
        }
    }

    private ArtifactSigner SignerOf(LayoutDirectory layout) => new(layout, SignAsync, FixedTime.Default);

    private async Task<SigstoreBundle> SignAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        signed.Add(Encoding.UTF8.GetString(statement.Span));
        var signature = await key.SignAsync(DssePae.Encode(StatementTypes.PayloadType, statement.Span), cancellationToken);
        DsseEnvelope envelope = new() { Payload = statement, PayloadType = StatementTypes.PayloadType, Signatures = [new DsseSignature(signature)] };
        return new SigstoreBundle { Material = new KeyHintMaterial("test"), Content = envelope };
    }

    private async Task<LayoutDirectory> LayoutAsync()
    {
        var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        return layout;
    }
}
