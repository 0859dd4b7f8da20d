// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Oci;

public sealed class GraphCopyTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_copy_there_and_back_keeps_every_byte()
    {
        await using MemoryRegistry registry = new();
        var sample = SampleArtifact.Create();
        await using var source = await LayoutAsync("source");
        await sample.PushToAsync(source, "v1");
        await using RegistryRepository middle = new(registry.Reference, RegistryAccess.Settings());
        await using var back = await LayoutAsync("back");

        var there = await GraphCopy.CopyAsync(source, middle, sample.Index, new GraphCopyOptions(), Cancellation);
        await GraphCopy.CopyAsync(middle, back, sample.Index, new GraphCopyOptions(), Cancellation);
        await back.TagAsync(sample.Index, "v1", Cancellation);

        Assert.Equal((11, 0), (there.Copied, there.Skipped));
        Assert.Equal(sample.Content.Sum(item => item.Descriptor.Size), there.CopiedBytes);
        Assert.Equal(Files("source"), Files("back"));
    }

    [Fact]
    public async Task A_second_copy_moves_no_blob_and_a_mount_moves_none_either()
    {
        await using MemoryRegistry registry = new();
        var sample = SampleArtifact.Create();
        await using RegistryRepository first = new(registry.Reference, RegistryAccess.Settings());
        await sample.PushToAsync(first);
        await using RegistryRepository same = new(registry.Reference, RegistryAccess.Settings());
        registry.Override = request => request is { Method: "HEAD" } && request.Target.Contains("/other/", StringComparison.Ordinal) ? LoopbackResponse.HeadOf404() : null;
        await using RegistryRepository other = new(ArtifactReference.Parse($"{registry.Server.Authority}/other/driver"), RegistryAccess.Settings());

        var again = await GraphCopy.CopyAsync(first, same, sample.Index, new GraphCopyOptions(), Cancellation);
        var mounted = await GraphCopy.CopyAsync(first, other, sample.Index, new GraphCopyOptions(), Cancellation);

        Assert.Equal((0, 0L), (again.Copied, again.CopiedBytes));
        Assert.Equal((7, 4), (mounted.Mounted, mounted.Copied));
        Assert.DoesNotContain(registry.Server.Requests, request => request.Method == "GET" && request.Path.Contains("/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Referrers_come_along_when_asked_for_and_their_referrers_too()
    {
        var sample = SampleArtifact.Create();
        await using var source = await LayoutAsync("source");
        await sample.PushToAsync(source);
        var sbom = SampleArtifact.Referrer(sample.Index, "application/vnd.example.sbom", "an sbom");
        var signature = SampleArtifact.Referrer(sbom[^1].Descriptor, "application/vnd.example.signature", "a signature of the sbom");
        var child = SampleArtifact.Referrer(sample.Content.First(item => item.Descriptor.MediaType == MediaTypes.ImageManifest).Descriptor, "application/vnd.example.note", "about one platform");
        foreach (var referrer in new[] { sbom, signature, child }) await SampleArtifact.PushAsync(source, referrer);
        await using var without = await LayoutAsync("without");
        await using var with = await LayoutAsync("with");

        await GraphCopy.CopyAsync(source, without, sample.Index, new GraphCopyOptions(), Cancellation);
        var result = await GraphCopy.CopyAsync(source, with, sample.Index, new GraphCopyOptions { IncludesReferrers = true }, Cancellation);

        Assert.Equal(3, result.Referrers);
        Assert.Empty(await without.ReferrersAsync(sample.Index.Digest, null, Cancellation));
        Assert.Single(await with.ReferrersAsync(sample.Index.Digest, null, Cancellation));
        Assert.Single(await with.ReferrersAsync(sbom[^1].Descriptor.Digest, null, Cancellation));
    }

    [Fact]
    public async Task Progress_adds_up()
    {
        var sample = SampleArtifact.Create();
        await using var source = await LayoutAsync("source");
        await sample.PushToAsync(source);
        await using var target = await LayoutAsync("target");
        ConcurrentQueue<CopyEvent> news = new();

        await GraphCopy.CopyAsync(source, target, sample.Index, new GraphCopyOptions { Progress = news.Enqueue }, Cancellation);

        var total = sample.Content.DistinctBy(item => item.Descriptor.Digest).Sum(item => item.Descriptor.Size);
        Assert.Equal(total, news.Where(item => item.Step == CopyStep.Planned).Sum(item => item.Bytes));
        Assert.Equal(total, news.Where(item => item.Step == CopyStep.Copied).Sum(item => item.Bytes));
        Assert.Equal(total, news.Where(item => item.Step == CopyStep.Advanced || (item.Step == CopyStep.Copied && MediaTypes.IsManifest(item.Content.MediaType))).Sum(item => item.Bytes));
    }

    [Fact]
    public async Task A_copy_that_fails_leaves_no_tag_and_no_manifest()
    {
        var sample = SampleArtifact.Create();
        await using (var source = await LayoutAsync("source")) await sample.PushToAsync(source, "v1");
        var layer = sample.Content.First(item => item.Descriptor.MediaType == SampleArtifact.LayerType).Descriptor;
        File.WriteAllText(directory.Combine("source", "blobs", "sha256", layer.Digest.Hex), "shared firmwar3");
        var (from, to) = (ArtifactReference.Parse("oci:source:v1"), ArtifactReference.Parse("oci:target:v1"));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() =>
            ArtifactTransfer.CopyAsync(from, to, RegistryAccess.Settings() with { WorkingDirectory = directory.Path }, new GraphCopyOptions(), Cancellation));

        await using var target = LayoutDirectory.Open(directory.Combine("target"), TimeProvider.System);
        Assert.Equal("KW1003", refusal.Code.Id);
        Assert.Empty(await target.RootsAsync(Cancellation));
        Assert.False(await target.ExistsAsync(layer, Cancellation));
        Assert.DoesNotContain(Directory.EnumerateFiles(directory.Combine("target"), "*", SearchOption.AllDirectories), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forest_of_indexes_is_refused()
    {
        await using var source = await LayoutAsync("source");
        await using var target = await LayoutAsync("target");
        Descriptor? inner = null;
        for (var depth = 0; depth < 12; depth++)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(new ImageIndex { Manifests = inner is null ? [] : [inner] }, OciJson.Canonical.ImageIndex);
            inner = SampleArtifact.Describe(MediaTypes.ImageIndex, bytes);
            await source.PushAsync(inner, new MemoryStream(bytes), Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => GraphCopy.CopyAsync(source, target, inner!, new GraphCopyOptions(), Cancellation));

        Golden.Verify("errors/KW1112.txt", ErrorText.Of(refusal, (directory.Path, "DIR")));
    }

    [Fact]
    public async Task A_reference_that_picks_nothing_or_too_much_is_refused()
    {
        await using (var source = await LayoutAsync("source"))
        {
            await SampleArtifact.Create("one").PushToAsync(source, "v1");
            await SampleArtifact.Create("two").PushToAsync(source);
        }

        await using (await LayoutAsync("empty"))
        {
        }

        Golden.Verify("errors/KW1106.txt", await RefusalAsync("oci:source:v2", "oci:x"));
        Golden.Verify("errors/KW1107.txt", await RefusalAsync("oci:source", "oci:x") + await RefusalAsync("oci:empty", "oci:x"));
        Golden.Verify("errors/KW1113.txt", await RefusalAsync("oci:source:v1", $"oci:x@{Digest.OfBytes("other"u8)}"));
    }

    [Fact]
    public async Task An_only_root_needs_no_tag_even_beside_its_referrers()
    {
        var sample = SampleArtifact.Create();
        await using (var source = await LayoutAsync("source"))
        {
            await sample.PushToAsync(source);
            await SampleArtifact.PushAsync(source, SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "a note"));
        }

        await using var connection = await OciConnection.OpenAsync(ArtifactReference.Parse("oci:source"), RegistryAccess.Settings() with { WorkingDirectory = directory.Path }, Cancellation);

        Assert.Equal(sample.Index.Digest, (await connection.ResolveAsync(Cancellation)).Digest);
    }

    [Theory]
    [InlineData("oci:source", "oci:x", "v1")]
    [InlineData("oci:source", "oci:x:other", "other")]
    [InlineData("oci:source:image-v1", "oci:x", "image-v1")]
    public async Task A_target_without_a_tag_takes_the_one_of_the_source_and_an_image_beside_an_artifact_is_not_meant(string from, string to, string tag)
    {
        var sample = SampleArtifact.Create();
        await using (var source = await LayoutAsync("source"))
        {
            await sample.PushToAsync(source, "v1");
            await TagImageAsync(source, "image-v1");
        }

        var (root, target, _) = await CopyAsync(from, to);

        await using var copied = LayoutDirectory.Open(directory.Combine("x"), TimeProvider.System);
        Assert.Equal($"oci:x:{tag}", target.ToString());
        Assert.Equal([tag], await copied.ListTagsAsync(Cancellation));
        Assert.Equal(root.Digest, (await copied.ResolveAsync(tag, Cancellation))!.Digest);
        Assert.Equal(tag != "image-v1", root.Digest == sample.Index.Digest);
    }

    [Fact]
    public async Task Two_images_two_artifacts_and_two_tags_have_to_be_chosen_from()
    {
        await using (var images = await LayoutAsync("images"))
        {
            await TagImageAsync(images, "image-v1");
            await TagImageAsync(images, "image-v2");
        }

        await using (var tagged = await LayoutAsync("tagged"))
        {
            var sample = SampleArtifact.Create();
            await sample.PushToAsync(tagged, "v1");
            await tagged.TagAsync(sample.Index, "stable", Cancellation);
        }

        Assert.StartsWith("KW1107", await RefusalAsync("oci:images", "oci:x"), StringComparison.Ordinal);
        Golden.Verify("errors/KW1114.txt", await RefusalAsync("oci:tagged", "oci:x"));
        Assert.False(Directory.Exists(directory.Combine("x")));
        Assert.Equal("oci:x:v1", (await CopyAsync("oci:tagged:v1", "oci:x")).Target.ToString());
        Assert.Equal("oci:y:edge", (await CopyAsync("oci:tagged", "oci:y:edge")).Target.ToString());
    }

    private static async Task TagImageAsync(LayoutDirectory layout, string tag)
    {
        ImageIndex index = new() { Manifests = [], Annotations = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(AnnotationKeys.Title, tag) };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(index, OciJson.Canonical.ImageIndex);
        var descriptor = SampleArtifact.Describe(MediaTypes.ImageIndex, bytes);
        await layout.PushAsync(descriptor, new MemoryStream(bytes), Cancellation);
        await layout.TagAsync(descriptor, tag, Cancellation);
    }

    private Task<(Descriptor Root, ArtifactReference Target, GraphCopyResult Result)> CopyAsync(string from, string to) => ArtifactTransfer.CopyAsync(
        ArtifactReference.Parse(from), ArtifactReference.Parse(to), RegistryAccess.Settings() with { WorkingDirectory = directory.Path }, new GraphCopyOptions(), Cancellation);

    private async Task<string> RefusalAsync(string from, string to)
    {
        var settings = RegistryAccess.Settings() with { WorkingDirectory = directory.Path };
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ArtifactTransfer.CopyAsync(ArtifactReference.Parse(from), ArtifactReference.Parse(to), settings, new GraphCopyOptions(), Cancellation));
        return ErrorText.Of(refusal, (directory.Path, "DIR"));
    }

    private async Task<LayoutDirectory> LayoutAsync(string name) => await LayoutDirectory.CreateAsync(directory.Combine(name), TimeProvider.System, Cancellation);

    private SortedDictionary<string, Digest> Files(string layout) => new(
        Directory.EnumerateFiles(directory.Combine(layout), "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(directory.Combine(layout), file), file => Digest.OfBytes(File.ReadAllBytes(file))), StringComparer.Ordinal);
}
