// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Repositories over HTTP, honest and hostile: endless data, slow drips, errors, names that servers might misread.</summary>
public sealed class TufNetworkTests
{
    [Fact]
    public async Task Update_and_download_work_over_http()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "../odd role?#", ["*/*"]);
        repository.AddFile("../odd role?#", "some dir/a file.txt", [1, 2, 3]);
        repository.Publish("../odd role?#", RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        await using LoopbackServer server = new(request => Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        Assert.Equal([1, 2, 3], await client.DownloadAsync("some dir/a file.txt"));

        Assert.Contains(server.Requests, request => request.Target == "/metadata/1...%2Fodd%20role%3F%23.json");
        Assert.Contains(server.Requests, request => request.Target.StartsWith("/targets/some%20dir/", StringComparison.Ordinal) && request.Target.EndsWith(".a%20file.txt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2.root.json", "5.3.3")]
    [InlineData("timestamp.json", "5.4.1")]
    [InlineData("1.snapshot.json", "5.5.1")]
    [InlineData("1.targets.json", "5.6.1")]
    public async Task Endless_data_ends_at_the_limit_of_each_role(string file, string step)
    {
        RepositorySimulator repository = new();
        await using LoopbackServer server = new(request => request.Path == "/metadata/" + file ? Endless() : Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2310", refusal.Code.Id);
        Assert.Contains($"TUF {step}, endless data: {file}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Length_that_the_timestamp_lists_bounds_the_snapshot()
    {
        RepositorySimulator repository = new() { ListsHashes = true };
        repository.Publish(RoleNames.Snapshot, RoleNames.Timestamp);
        var length = repository.Published(RoleNames.Snapshot).Length;
        repository.Replace(RoleNames.Snapshot, [.. repository.Published(RoleNames.Snapshot), (byte)' ']);
        await using LoopbackServer server = new(request => Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2310", refusal.Code.Id);
        Assert.Contains($"more than the {length} bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_target_ends_at_its_listed_length()
    {
        RepositorySimulator repository = new();
        repository.AddFile(RoleNames.Targets, "file", [1, 2, 3]);
        repository.Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        await using LoopbackServer server = new(request => request.Path.StartsWith("/targets/", StringComparison.Ordinal) ? Endless() : Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2310", refusal.Code.Id);
        Assert.Contains("TUF 5.7.3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_drip_ends_with_the_time_of_the_whole_exchange()
    {
        RepositorySimulator repository = new();
        await using LoopbackServer server = new(request => request.Path == "/metadata/timestamp.json" ? Drip() : Honest(repository, request));
        using var web = Web(TimeSpan.FromMilliseconds(300));
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW1126", refusal.Code.Id);
        Assert.Equal("1 0 0 0", client.Versions);
    }

    [Fact]
    public async Task Error_of_the_server_is_no_missing_root()
    {
        RepositorySimulator repository = new();
        await using LoopbackServer server = new(request => request.Path == "/metadata/2.root.json" ? LoopbackResponse.Of(500, "out of order") : Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2312", refusal.Code.Id);
        Assert.Contains("2.root.json: the repository answers with status 500: out of order", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forbidden_is_missing_as_object_stores_say_it()
    {
        RepositorySimulator repository = new();
        await using LoopbackServer server = new(request => request.Path == "/metadata/2.root.json" ? LoopbackResponse.Of(403) : Honest(repository, request));
        using var web = Web();
        using var client = await TufTestClient.OfAsync(repository, Source(web, server));

        await client.UpdateAsync();

        Assert.Equal("1 1 1 1", client.Versions);
    }

    [Fact]
    public async Task Server_that_is_gone_leaves_what_was_trusted()
    {
        RepositorySimulator repository = new();
        using var web = Web();
        WebTufSource source;
        await using (LoopbackServer server = new(request => Honest(repository, request))) source = Source(web, server);
        using var client = await TufTestClient.OfAsync(repository, source);

        Assert.Equal(ErrorKind.TryLater, (await client.RefusalAsync()).Code.Kind);
        Assert.Equal("1 0 0 0", client.Versions);
    }

    private static LoopbackResponse Honest(RepositorySimulator repository, LoopbackRequest request)
    {
        var content = request.Path.StartsWith("/metadata/", StringComparison.Ordinal)
            ? repository.ReadMetadataAsync(request.Target["/metadata/".Length..], int.MaxValue, "", CancellationToken.None).Result
            : repository.ReadTargetAsync(Uri.UnescapeDataString(request.Target["/targets/".Length..]), int.MaxValue, CancellationToken.None).Result;
        return content is null ? LoopbackResponse.Of(404) : LoopbackResponse.Of(200, content);
    }

    private static LoopbackResponse Endless() => LoopbackResponse.Raw(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(LoopbackResponse.Head(200), cancellationToken);
        while (true) await stream.WriteAsync(new byte[1 << 16], cancellationToken);
    });

    private static LoopbackResponse Drip() => LoopbackResponse.Raw(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(LoopbackResponse.Head(200), cancellationToken);
        while (true)
        {
            await stream.WriteAsync("{"u8.ToArray(), cancellationToken);
            // Paces the hostile server, waits for nothing: the byte limit is minutes away, so only the limit in time can end it.
            await Task.Delay(20, cancellationToken);
        }
    });

    private static WebTufSource Source(WebClient web, LoopbackServer server) => new(web, new Uri($"http://{server.Authority}/metadata"), new Uri($"http://{server.Authority}/targets/"));

    private static WebClient Web(TimeSpan? answerTimeout = null) => new(new RegistrySettings
    {
        EnvironmentVariable = _ => null,
        Time = TimeProvider.System,
        WorkingDirectory = "/",
        AnswerTimeout = answerTimeout ?? TimeSpan.FromSeconds(60),
    });
}
