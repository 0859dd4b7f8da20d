// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Referrers;

public sealed class BundleReferrersTests : IAsyncDisposable
{
    private static readonly byte[] Bundle = """{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}"""u8.ToArray();

    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    // Member for member what cosign 3.1 wrote for the same bundle, except for the time and the order of the members.
    [Fact]
    public async Task A_manifest_with_a_bundle_has_the_form_that_cosign_gives_it()
    {
        await using var layout = await LayoutAsync();
        var attached = await Attachment("https://sigstore.dev/cosign/sign/v1").PushAsync(layout, sample.Index, Cancellation);

        var manifest = JsonNode.Parse((await layout.ReadManifestAsync(attached, Cancellation)).Bytes.Span)!;

        Assert.True(JsonNode.DeepEquals(manifest, JsonNode.Parse($$"""
            {
              "schemaVersion": 2,
              "mediaType": "application/vnd.oci.image.manifest.v1+json",
              "config": {
                "mediaType": "application/vnd.oci.empty.v1+json", "size": 2, "digest": "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                "artifactType": "application/vnd.dev.sigstore.bundle.v0.3+json"
              },
              "layers": [{ "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "size": {{Bundle.Length}}, "digest": "{{Digest.OfBytes(Bundle)}}" }],
              "annotations": {
                "dev.sigstore.bundle.content": "dsse-envelope",
                "dev.sigstore.bundle.predicateType": "https://sigstore.dev/cosign/sign/v1",
                "org.opencontainers.image.created": "2026-11-24T09:30:15Z"
              },
              "subject": { "mediaType": "application/vnd.oci.image.index.v1+json", "size": {{sample.Index.Size}}, "digest": "{{sample.Index.Digest}}" },
              "artifactType": "application/vnd.dev.sigstore.bundle.v0.3+json"
            }
            """)), manifest.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_attached_to_the_index_and_to_a_child_is_found_at_each_and_nowhere_else(bool hasReferrersApi)
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = hasReferrersApi };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository, "v1");
        var children = (await repository.ReadManifestAsync(sample.Index, Cancellation)).Children;
        await Attachment("https://sigstore.dev/cosign/sign/v1").PushAsync(repository, sample.Index, Cancellation);
        await Attachment(null).PushAsync(repository, children[1], Cancellation);

        var index = await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation);
        var child = await BundleReferrers.FindAsync(repository, children[1].Digest, Cancellation);
        var bare = await BundleReferrers.FindAsync(repository, children[0].Digest, Cancellation);

        var found = Assert.Single(index.Bundles);
        Assert.Equal(("https://sigstore.dev/cosign/sign/v1", "2026-11-24T09:30:15Z", sample.Index.Digest), (found.ClaimedPredicate, found.ClaimedTime, found.Subject));
        Assert.Equal(Bundle, await found.ReadAsync(repository, Cancellation));
        Assert.Equal(children[1].Digest, Assert.Single(child.Bundles).Subject);
        Assert.Equal((0, 0, 0), (bare.Bundles.Length, bare.Others, bare.Unopened));
    }

    // As cosign 3.1 leaves the referrers tag of a registry without the referrers API: the config's media type in place of the manifest's artifact type.
    [Theory]
    [InlineData("application/vnd.oci.empty.v1+json")]
    [InlineData("application/spdx+json")]
    [InlineData(null)]
    public async Task A_bundle_is_found_whatever_the_list_of_referrers_says_it_is(string? listedType)
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = false };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository);
        var attached = await Attachment(null).PushAsync(repository, sample.Index, Cancellation);
        await RetagAsync(repository, attached with { ArtifactType = listedType });

        Assert.Equal(attached.Digest, Assert.Single((await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation)).Bundles).Manifest.Digest);
    }

    [Fact]
    public async Task A_bundle_about_another_manifest_is_unsound_although_the_list_names_it()
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = false };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository);
        var child = (await repository.ReadManifestAsync(sample.Index, Cancellation)).Children[0];
        await RetagAsync(repository, await Attachment(null).PushAsync(repository, child, Cancellation));

        var found = await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation);

        Assert.Empty(found.Bundles);
        Assert.Equal($"it refers to {child.Digest}, not to {sample.Index.Digest}", Assert.Single(found.Unsound).Reason);
    }

    public static TheoryData<string, string> Unsound => new()
    {
        { "it has 2 layers where a bundle is one", """{"layers":[LAYER,LAYER],"subject":SUBJECT}""" },
        { "its artifact type is application/vnd.dev.sigstore.bundle.v0.3+json, but it has no layer of that type", """{"layers":[],"subject":SUBJECT}""" },
        { "it refers to nothing", """{"layers":[LAYER]}""" },
        { "KW1108", """{"layers":7}""" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task A_referrer_that_only_looks_like_a_bundle_is_unsound_and_does_not_hide_a_sound_one(string reason, string members)
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = false };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository);
        var sound = await Attachment(null).PushAsync(repository, sample.Index, Cancellation);
        var layer = JsonSerializer.Serialize(Describe(BundleMediaTypes.Current, Bundle), OciJson.Canonical.Descriptor);
        var config = JsonSerializer.Serialize(Describe(MediaTypes.Empty, "{}"u8.ToArray()), OciJson.Canonical.Descriptor);
        var subject = JsonSerializer.Serialize(sample.Index, OciJson.Canonical.Descriptor);
        var text = members.Replace("LAYER", layer, StringComparison.Ordinal).Replace("SUBJECT", subject, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"artifactType":"{{BundleMediaTypes.Current}}","config":{{config}},{{text[1..]}}""");
        await PutAsync(registry, bytes);
        await RetagAsync(repository, sound, Describe(MediaTypes.ImageManifest, bytes));

        var found = await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation);

        Assert.Equal(sound.Digest, Assert.Single(found.Bundles).Manifest.Digest);
        Assert.StartsWith(reason, Assert.Single(found.Unsound).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_manifest_that_is_too_large_for_a_bundle_or_not_there_is_unsound_without_being_fetched()
    {
        await using MemoryRegistry registry = new() { HasReferrersApi = false };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository);
        var large = new Descriptor { MediaType = MediaTypes.ImageManifest, Digest = Digest.OfBytes([1]), Size = ReferrerLimits.ManifestSize + 1 };
        var absent = new Descriptor { MediaType = MediaTypes.ImageManifest, Digest = Digest.OfBytes([2]), Size = 700 };
        await RetagAsync(repository, large, absent);

        var found = await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation);

        Assert.Empty(found.Bundles);
        Assert.Contains(found.Unsound, one => one.Reason == "its manifest has 65537 bytes, more than 65536");
        Assert.Contains(found.Unsound, one => one.Reason.StartsWith("KW1110", StringComparison.Ordinal));
        Assert.DoesNotContain(registry.Server.Requests, request => request.Target.EndsWith(large.Digest.ToString(), StringComparison.Ordinal));
    }

    // Anybody who may push can attach anything: the one signature among 1500 foreign referrers is found, and of 1500 look-alikes no more than the limit is opened.
    [Theory]
    [InlineData("application/spdx+json", 1500, 0, 1)]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", 512, 989, 512)]
    public async Task A_flood_of_referrers_costs_a_bounded_number_of_requests(string type, int others, int unopened, int requests)
    {
        await using MemoryRegistry registry = new() { PageLength = 5000 };
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(repository);
        await Attachment(null).PushAsync(repository, sample.Index, Cancellation);
        var config = JsonSerializer.Serialize(Describe(MediaTypes.Empty, "{}"u8.ToArray()), OciJson.Canonical.Descriptor);
        var subject = JsonSerializer.Serialize(sample.Index, OciJson.Canonical.Descriptor);
        for (var i = 0; i < 1500; i++)
            await PutAsync(registry, Encoding.UTF8.GetBytes($$$"""{"schemaVersion":2,"artifactType":"{{{type}}}","config":{{{config}}},"layers":[],"subject":{{{subject}}},"annotations":{"n":"{{{i}}}"}}"""));
        var before = registry.Server.Requests.Count;

        var found = await BundleReferrers.FindAsync(repository, sample.Index.Digest, Cancellation);

        Assert.Equal(unopened, found.Unopened);
        Assert.Equal(1501 - unopened, found.Bundles.Length + found.Others + found.Unsound.Length);
        Assert.Equal(requests + 1, registry.Server.Requests.Count - before);
        Assert.True(found.Others + found.Unsound.Length >= others - 1);
    }

    [Fact]
    public async Task Signatures_come_before_attestations()
    {
        await using var layout = await LayoutAsync();
        for (var i = 0; i < 6; i++) await Attachment($"https://example.com/{i}").PushAsync(layout, sample.Index, Cancellation);
        await Attachment(BundleAnnotation.SignPredicate).PushAsync(layout, sample.Index, Cancellation);

        var found = await BundleReferrers.FindAsync(layout, sample.Index.Digest, Cancellation);

        Assert.Equal(7, found.Bundles.Length);
        Assert.True(found.Bundles[0].MayBeSignature);
        Assert.All(found.Bundles[1..], bundle => Assert.False(bundle.MayBeSignature));
    }

    private static BundleAttachment Attachment(string? predicateType) => new() { Bundle = Bundle, PredicateType = predicateType, Created = FixedTime.Default.GetUtcNow() };

    private async Task<LayoutDirectory> LayoutAsync()
    {
        var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        return layout;
    }

    // Writes the referrers tag as somebody else would.
    private async Task RetagAsync(RegistryRepository repository, params Descriptor[] referrers)
    {
        ImageIndex index = new() { Manifests = [.. referrers] };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(index, OciJson.Canonical.ImageIndex);
        using HttpClient client = new();
        using ByteArrayContent body = new(bytes);
        body.Headers.TryAddWithoutValidation("Content-Type", MediaTypes.ImageIndex);
        var answer = await client.PutAsync($"http://{repository.Reference.Registry}/v2/{repository.Reference.Location}/manifests/sha256-{sample.Index.Digest.Hex}", body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task PutAsync(MemoryRegistry registry, byte[] manifest)
    {
        using HttpClient client = new();
        using ByteArrayContent body = new(manifest);
        body.Headers.TryAddWithoutValidation("Content-Type", MediaTypes.ImageManifest);
        var answer = await client.PutAsync($"http://{registry.Reference.Registry}/v2/{registry.Reference.Location}/manifests/{Digest.OfBytes(manifest)}", body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static Descriptor Describe(string mediaType, byte[] bytes) => SampleArtifact.Describe(mediaType, bytes);
}
