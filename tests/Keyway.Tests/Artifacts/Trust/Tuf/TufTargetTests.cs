// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Fetching targets (TUF 5.7).</summary>
public sealed class TufTargetTests
{
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    [Fact]
    public async Task Target_is_stored_verified_and_not_fetched_twice()
    {
        var repository = With("path/to/file", [1, 2, 3]);
        using var client = await TufTestClient.OfAsync(repository);

        await client.DownloadAsync("path/to/file");
        await client.DownloadAsync("path/to/file");

        Assert.Single(repository.Requests, request => request.StartsWith("targets/path/to/", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(TufUpdate.CachePath(client.TargetDirectory, "path/to/file")));
    }

    [Fact]
    public async Task Changed_file_in_the_cache_is_fetched_again()
    {
        var repository = With("file", [1, 2, 3]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.DownloadAsync("file");
        File.WriteAllBytes(TufUpdate.CachePath(client.TargetDirectory, "file"), [9, 9, 9]);

        Assert.Equal([1, 2, 3], await client.DownloadAsync("file"));
    }

    [Fact]
    public async Task Newer_target_replaces_the_cached_one()
    {
        var repository = With("file", [1, 2, 3]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.DownloadAsync("file");
        repository.AddFile(RoleNames.Targets, "file", [4]);
        repository.Publish(Online);

        Assert.Equal([4], await client.DownloadAsync("file"));

        Assert.Single(Directory.GetFiles(client.TargetDirectory));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 4 })]
    [InlineData(new byte[] { 1, 2 })]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    public async Task Substituted_target_is_refused_and_not_stored(byte[] served)
    {
        var repository = With("file", [1, 2, 3]);
        repository.Files["file"] = served;
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2305", refusal.Code.Id);
        Assert.Contains("TUF 5.7.3", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(client.TargetDirectory));
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    [InlineData("sha384")]
    [InlineData("sha256 sha512")]
    public async Task Known_hashes_verify(string algorithms)
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "file", [1, 2, 3], algorithms.Split(' '));
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal([1, 2, 3], await client.DownloadAsync("file"));
    }

    [Fact]
    public async Task Wrong_sha256_beside_a_right_sha512_is_refused()
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "file", [1, 2, 3], "sha256", "sha512");
        repository.Targets["targets"]!["file"]!["hashes"]!["sha256"] = new string('0', 64);
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal("KW2305", (await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"))).Code.Id);
    }

    [Theory]
    [InlineData("md5", "5289df737df57326fcdd22597afb1fac")]
    [InlineData("SHA256", "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")]
    public async Task Hashes_of_unknown_algorithms_alone_are_refused(string algorithm, string hash)
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "file", [1, 2, 3]);
        repository.Targets["targets"]!["file"]!["hashes"] = new JsonObject { [algorithm] = hash };
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2305", refusal.Code.Id);
        Assert.Contains($"only {algorithm}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/absolute")]
    [InlineData("../outside")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("a/\u0007")]
    public async Task Target_path_that_leads_elsewhere_is_refused(string path)
    {
        var repository = With(path, [1]);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal("KW2313", (await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync(path))).Code.Id);
    }

    [Fact]
    public async Task Missing_target_is_named()
    {
        var repository = With("file", [1]);
        repository.Files.Clear();
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal("KW2314", (await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"))).Code.Id);
    }

    [Fact]
    public async Task Target_longer_than_the_limit_is_not_even_asked_for()
    {
        var repository = With("file", [1, 2, 3]);
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { Limits = new() { TargetSize = 2 } };

        Assert.Equal("KW2310", (await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"))).Code.Id);
        Assert.DoesNotContain(repository.Requests, request => request.StartsWith("targets/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Custom_words_reach_the_application()
    {
        var repository = With("file", [1]);
        repository.Targets["targets"]!["file"]!["custom"] = new JsonObject { ["sigstore"] = new JsonObject { ["status"] = "Active" } };
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        var target = await (await client.UpdateAsync()).FindAsync("file", CancellationToken.None);

        Assert.Equal("Active", target!.Custom!.Value.GetProperty("sigstore").GetProperty("status").GetString());
        Assert.Equal((RoleNames.Targets, 1), (target.Role, target.Length));
    }

    private static RepositorySimulator With(string path, byte[] content)
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, path, content);
        repository.Publish(Online);
        return repository;
    }
}
