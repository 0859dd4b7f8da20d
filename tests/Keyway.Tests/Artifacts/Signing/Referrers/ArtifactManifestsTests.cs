// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Referrers;

public sealed class ArtifactManifestsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task An_index_comes_before_its_children_and_nested_indexes_are_followed_each_manifest_once()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(layout);
        var children = (await layout.ReadManifestAsync(sample.Index, Cancellation)).Children;
        var outer = await PushIndexAsync(layout, [sample.Index, children[1]]);

        var manifests = await ArtifactManifests.ListAsync(layout, outer, Cancellation);

        Assert.Equal([outer.Digest, sample.Index.Digest, children[0].Digest, children[1].Digest, children[2].Digest], manifests.Select(manifest => manifest.Digest));
        Assert.Equal("amd64", manifests[3].Platform!.Architecture);
    }

    [Fact]
    public async Task A_single_manifest_is_its_own_list()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        var note = SampleArtifact.Referrer(SampleArtifact.Create().Index, "text/plain", "note");
        await SampleArtifact.PushAsync(layout, note);

        Assert.Equal([note[^1].Descriptor], await ArtifactManifests.ListAsync(layout, note[^1].Descriptor, Cancellation));
    }

    [Theory]
    [InlineData(MediaTypes.ImageManifest)]
    [InlineData(MediaTypes.DockerManifest)]
    [InlineData(MediaTypes.OctetStream)]
    public async Task An_index_that_a_registry_calls_something_else_does_not_hide_its_children(string said)
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(layout);
        var silent = await PushIndexAsync(layout, [.. (await layout.ReadManifestAsync(sample.Index, Cancellation)).Children], declared: null);

        foreach (var index in (Descriptor[])[sample.Index, silent])
        {
            var refusal = await Assert.ThrowsAsync<KeywayException>(() => ArtifactManifests.ListAsync(layout, index with { MediaType = said }, Cancellation));
            Assert.Equal("KW1108", refusal.Code.Id);
        }
    }

    [Fact]
    public async Task Indexes_nested_without_end_are_refused()
    {
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("layout"), TimeProvider.System, Cancellation);
        var index = await PushIndexAsync(layout, []);
        for (var depth = 0; depth <= OciLimits.IndexDepth; depth++) index = await PushIndexAsync(layout, [index]);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ArtifactManifests.ListAsync(layout, index, Cancellation));

        Golden.Verify("errors/KW2250.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task An_index_of_more_manifests_than_anybody_signs_is_refused()
    {
        await using MemoryRegistry registry = new();
        await using RegistryRepository repository = new(registry.Reference, RegistryAccess.Settings());
        var listed = Enumerable.Range(0, ArtifactManifests.Most).Select(i => new Descriptor { MediaType = MediaTypes.ImageManifest, Digest = Digest.OfBytes(BitConverter.GetBytes(i)), Size = 1 });
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ImageIndex { Manifests = [.. listed] }, OciJson.Canonical.ImageIndex);
        registry.Override = request => request.Path.Contains("/manifests/", StringComparison.Ordinal) ? LoopbackResponse.Of(200, bytes, ("Content-Type", MediaTypes.ImageIndex)) : null;

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ArtifactManifests.ListAsync(repository, SampleArtifact.Describe(MediaTypes.ImageIndex, bytes), Cancellation));

        Assert.Equal("KW2250", refusal.Code.Id);
        Assert.Contains("it lists more than 256 manifests", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<Descriptor> PushIndexAsync(LayoutDirectory layout, Descriptor[] children, string? declared = MediaTypes.ImageIndex)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ImageIndex { MediaType = declared, Manifests = [.. children] }, OciJson.Canonical.ImageIndex);
        var descriptor = SampleArtifact.Describe(MediaTypes.ImageIndex, bytes);
        await SampleArtifact.PushAsync(layout, [(descriptor, bytes)]);
        return descriptor;
    }
}
