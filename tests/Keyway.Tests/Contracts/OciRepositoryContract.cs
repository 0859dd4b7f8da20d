// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Tests.Artifacts.Oci;

namespace Keyway.Tests.Contracts;

/// <summary>What every <see cref="IOciRepository"/> promises; each implementation runs it in its own subclass.</summary>
public abstract class OciRepositoryContract
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A fresh, empty, writable repository; the subclass cleans up.</summary>
    internal abstract Task<IOciRepository> CreateAsync();

    [Fact]
    public async Task What_was_pushed_is_read_back_unmodified()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();

        await sample.PushToAsync(repository, "v1");

        foreach (var (descriptor, bytes) in sample.Content)
        {
            Assert.True(await repository.ExistsAsync(descriptor, Cancellation));
            Assert.Equal(bytes, await repository.ReadDocumentAsync(descriptor, 1 << 20, Cancellation));
        }
    }

    [Fact]
    public async Task Tags_and_digests_resolve_and_others_do_not()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(repository, "v1");

        var byTag = await repository.ResolveAsync("v1", Cancellation);
        var child = sample.Content.First(item => item.Descriptor.MediaType == MediaTypes.ImageManifest).Descriptor;
        var byDigest = await repository.ResolveAsync(child.Digest.ToString(), Cancellation);

        Assert.Equal((sample.Index.Digest, sample.Index.Size, sample.Index.MediaType), (byTag!.Digest, byTag.Size, byTag.MediaType));
        Assert.Equal((child.Digest, child.Size, child.MediaType), (byDigest!.Digest, byDigest.Size, byDigest.MediaType));
        Assert.Null(await repository.ResolveAsync("v2", Cancellation));
        Assert.Null(await repository.ResolveAsync(Digest.OfBytes("absent"u8).ToString(), Cancellation));
    }

    [Fact]
    public async Task Tags_are_listed_in_ordinal_order_and_move()
    {
        await using var repository = await CreateAsync();
        var (first, second) = (SampleArtifact.Create("one"), SampleArtifact.Create("two"));
        await first.PushToAsync(repository, "v2");
        await second.PushToAsync(repository, "V1");

        await repository.TagAsync(first.Index, "v10", Cancellation);
        await repository.TagAsync(second.Index, "v2", Cancellation);

        Assert.Equal(["V1", "v10", "v2"], await repository.ListTagsAsync(Cancellation));
        Assert.Equal(second.Index.Digest, (await repository.ResolveAsync("v2", Cancellation))!.Digest);
        Assert.Equal(first.Index.Digest, (await repository.ResolveAsync(first.Index.Digest.ToString(), Cancellation))!.Digest);
    }

    [Fact]
    public async Task An_empty_repository_has_no_tags_and_no_referrers()
    {
        await using var repository = await CreateAsync();

        Assert.Empty(await repository.ListTagsAsync(Cancellation));
        Assert.Empty(await repository.ReferrersAsync(Digest.OfBytes("absent"u8), null, Cancellation));
        Assert.Null(await repository.ResolveAsync("v1", Cancellation));
    }

    [Fact]
    public async Task Absent_content_is_refused_as_not_found()
    {
        await using var repository = await CreateAsync();
        await SampleArtifact.Create().PushToAsync(repository);
        var absent = SampleArtifact.Describe(MediaTypes.OctetStream, "absent"u8.ToArray());

        Assert.False(await repository.ExistsAsync(absent, Cancellation));
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => repository.ReadDocumentAsync(absent, 1 << 20, Cancellation));
        Assert.Equal("KW1110", refusal.Code.Id);
    }

    [Theory]
    [InlineData("as long as said!", "KW1003")]
    [InlineData("too short", "KW1002")]
    [InlineData("longer than what was said", "KW1002")]
    public async Task Wrong_content_is_never_stored(string content, string code)
    {
        await using var repository = await CreateAsync();
        var promised = SampleArtifact.Describe(MediaTypes.OctetStream, "the real content"u8.ToArray());

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => repository.PushAsync(promised, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), Cancellation));

        Assert.Equal(code, refusal.Code.Id);
        Assert.False(await repository.ExistsAsync(promised, Cancellation));
    }

    [Fact]
    public async Task A_manifest_before_its_blobs_is_refused()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        var (manifest, bytes) = sample.Content.First(item => item.Descriptor.MediaType == MediaTypes.ImageManifest);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => repository.PushAsync(manifest, new MemoryStream(bytes), Cancellation));

        Assert.Equal("KW1111", refusal.Code.Id);
        Assert.Null(await repository.ResolveAsync(manifest.Digest.ToString(), Cancellation));
    }

    [Fact]
    public async Task Pushing_again_changes_nothing()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(repository, "v1");

        await sample.PushToAsync(repository, "v1");

        Assert.Equal(["v1"], await repository.ListTagsAsync(Cancellation));
    }

    [Fact]
    public async Task Referrers_are_found_by_subject_and_artifact_type()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(repository, "v1");
        var sbom = SampleArtifact.Referrer(sample.Index, "application/vnd.example.sbom", "an sbom");
        var note = SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "a note");
        var other = SampleArtifact.Referrer(sbom[^1].Descriptor, "application/vnd.example.note", "about the sbom");

        foreach (var referrer in new[] { sbom, note, other, note }) await SampleArtifact.PushAsync(repository, referrer);
        var all = await repository.ReferrersAsync(sample.Index.Digest, null, Cancellation);
        var notes = await repository.ReferrersAsync(sample.Index.Digest, "application/vnd.example.note", Cancellation);

        Assert.Equal(new[] { sbom[^1].Descriptor.Digest, note[^1].Descriptor.Digest }.Order(), all.Select(found => found.Digest));
        Assert.Equal([note[^1].Descriptor.Digest], notes.Select(found => found.Digest));
        Assert.Equal("application/vnd.example.note", notes[0].ArtifactType);
        Assert.Equal("a note", notes[0].Annotation("org.example.note"));
        Assert.Single(await repository.ReferrersAsync(sbom[^1].Descriptor.Digest, null, Cancellation));
    }

    [Fact]
    public async Task A_referrer_may_come_before_its_subject()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        var note = SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", "early");

        await SampleArtifact.PushAsync(repository, note);

        Assert.Single(await repository.ReferrersAsync(sample.Index.Digest, null, Cancellation));
    }

    [Fact]
    public async Task Concurrent_tags_and_referrers_are_all_kept()
    {
        await using var repository = await CreateAsync();
        var sample = SampleArtifact.Create();
        await sample.PushToAsync(repository);
        var notes = Enumerable.Range(0, 6).Select(number => SampleArtifact.Referrer(sample.Index, "application/vnd.example.note", $"note {number}")).ToList();

        await Task.WhenAll(notes.Select((note, number) => Task.WhenAll(SampleArtifact.PushAsync(repository, note), repository.TagAsync(sample.Index, $"v{number}", Cancellation))));

        Assert.Equal(6, (await repository.ListTagsAsync(Cancellation)).Count);
        Assert.Equal(6, (await repository.ReferrersAsync(sample.Index.Digest, null, Cancellation)).Count);
    }

    [Fact]
    public async Task A_cancelled_push_stores_nothing()
    {
        await using var repository = await CreateAsync();
        var content = "never stored"u8.ToArray();
        var descriptor = SampleArtifact.Describe(MediaTypes.OctetStream, content);
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => repository.PushAsync(descriptor, new MemoryStream(content), source.Token));

        Assert.False(await repository.ExistsAsync(descriptor, Cancellation));
    }
}
