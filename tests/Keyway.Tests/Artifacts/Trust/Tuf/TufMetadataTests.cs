// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>What is metadata at all (TUF section 4): the first root, unknown members, and tricks with JSON.</summary>
public sealed class TufMetadataTests
{
    [Theory]
    [InlineData("KW2300", """{"signatures":[],"signed":{"_type":"root"}}""")]
    [InlineData("KW2300", """{"signatures":[]}""")]
    [InlineData("KW2300", "[]")]
    [InlineData("KW2300", "")]
    [InlineData("KW2301", """{"signatures":[],"signed":{"_type":"root","spec_version":"2.0.0"}}""")]
    [InlineData("KW2301", """{"signatures":[],"signed":{"_type":"root","spec_version":"1"}}""")]
    [InlineData("KW2301", """{"signatures":[],"signed":{"_type":"root","spec_version":"1.x.0"}}""")]
    [InlineData("KW2307", """{"signatures":[],"signed":{"_type":"targets","spec_version":"1.0.0"}}""")]
    public async Task Initial_root_that_is_none_is_refused_and_nothing_is_asked_for(string code, string root)
    {
        RepositorySimulator repository = new() { InitialRoot = Encoding.UTF8.GetBytes(root) };

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => TufTestClient.OfAsync(repository));

        Assert.Equal(code, refusal.Code.Id);
        Assert.Empty(repository.Requests);
    }

    [Fact]
    public async Task Initial_root_without_its_own_signatures_is_refused()
    {
        RepositorySimulator repository = new();
        repository.Tamper(RoleNames.Root, root => root["signatures"]![0]!["sig"] = "00ff");
        repository.InitialRoot = repository.Published(RoleNames.Root);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => TufTestClient.OfAsync(repository));

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Contains("5.2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_without_a_root_refuses_to_start()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        File.Delete(client.FileOf(RoleNames.Root));

        Assert.Equal("KW2311", (await client.RefusalAsync()).Code.Id);
        Assert.Empty(repository.Requests);
    }

    [Fact]
    public async Task Unknown_members_are_signed_and_kept()
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Root["custom-member"] = new JsonObject { ["ü"] = "\"\\\n", ["𝄞"] = true, ["\uE000"] = null, ["n"] = -1 };
        repository.RolesOfRoot[RoleNames.Root]!["another"] = "value";
        repository.Publish(RoleNames.Root);

        await client.UpdateAsync();

        Assert.Equal(2, client.Version(RoleNames.Root));
    }

    [Theory]
    [InlineData("\"signatures\"", "\"signed\": {}, \"signatures\"")]
    [InlineData("\"version\": 2", "\"version\": 2.0")]
    [InlineData("\"version\": 2", "\"version\": 2, \"x\": 1.5")]
    [InlineData("\"version\": 2", "\"version\": 2, \"version\": 3")]
    [InlineData("\"version\": 2", "\"version\": 0")]
    [InlineData("\"version\": 2", "\"version\": \"2\"")]
    [InlineData("\"version\": 2", "\"version\": 2, \"x\": \"\\ud800\"")]
    [InlineData("\"threshold\": 1", "\"threshold\": 0")]
    [InlineData("\"consistent_snapshot\": true", "\"consistent_snapshot\": 1")]
    [InlineData("T12:00:00Z", "T12:00:00")]
    [InlineData("\"timestamp\": {", "\"timestamp_\": {")]
    public async Task Root_with_json_tricks_is_refused(string old, string trick)
    {
        RepositorySimulator repository = new();
        using var client = await TufTestClient.OfAsync(repository);
        repository.Publish(RoleNames.Root);
        var text = Encoding.UTF8.GetString(repository.Published(RoleNames.Root));
        Assert.Contains(old, text, StringComparison.Ordinal);
        repository.Replace(RoleNames.Root, Encoding.UTF8.GetBytes(text.Replace(old, trick, StringComparison.Ordinal)));

        Assert.Equal("KW2300", (await client.RefusalAsync()).Code.Id);
    }

    [Fact]
    public async Task Optional_members_may_be_null()
    {
        RepositorySimulator repository = new();
        repository.Targets["delegations"] = null;
        repository.Snapshot["meta"]!["targets.json"]!["hashes"] = null;
        repository.Root["consistent_snapshot"] = null;
        repository.Publish(RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);
        using var client = await TufTestClient.OfAsync(repository);

        await client.UpdateAsync();

        Assert.Equal("targets.json", repository.Requests[^1]);
    }
}
