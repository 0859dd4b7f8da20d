// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>The search through delegations (TUF 5.6.7): its order, its ends, path patterns, hash bins, and whose keys count.</summary>
public sealed class TufDelegationTests
{
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    // Each delegation is FROM>TO, with ! for terminating and =PATTERN for other paths than *.
    [Theory]
    [InlineData("targets>A", "A")]
    [InlineData("targets>A targets>B", "A B")]
    [InlineData("targets>A targets>B B>C", "A B C")]
    [InlineData("targets>A targets>B A>C A>D", "A C D B")]
    [InlineData("targets>A targets>B A>C C>D", "A C D B")]
    [InlineData("targets>A targets>B A>C! A>D", "A C")]
    [InlineData("targets>A targets>B A>C! C>D", "A C D")]
    [InlineData("targets>A=*.py targets>B A>C", "B")]
    [InlineData("targets>A targets>B A>C=*.py C>D", "A B")]
    [InlineData("targets>A targets>B B>C C>D D>B", "A B C D")]
    [InlineData("targets>A targets>B B>C A>C", "A C B")]
    [InlineData("targets>A targets>B B>C A>C=*.py", "A B C")]
    public async Task Delegations_are_searched_depth_first_in_order(string graph, string visited)
    {
        RepositorySimulator repository = new();
        foreach (var delegation in graph.Split(' '))
        {
            var (from, to) = (delegation.Split('>')[0], delegation.Split('>')[1]);
            repository.Delegate(from, to.Split('=', '!')[0], to.Contains('=') ? [to.Split('=')[1]] : null, to.EndsWith('!'));
        }

        repository.Publish([.. repository.Roles.Keys.Except(RoleNames.TopLevel), .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Null(await client.DownloadAsync("missingpath"));

        Assert.Equal(visited.Split(' ').Select(role => $"1.{role}.json"), repository.Requests.Skip(4));
    }

    [Theory]
    [InlineData("targetfile", "", true)]
    [InlineData("README.md", "A", true)]
    [InlineData("releases/x/x_v1", "B C", true)]
    [InlineData("releases/y/y_v1.zip", "B D", true)]
    [InlineData("releases/z/z_v1.zip", "B", false)]
    public async Task Target_is_found_only_where_every_role_on_the_way_may_speak_for_it(string path, string visited, bool isFound)
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "A", ["*.doc", "*.md"]);
        repository.Delegate(RoleNames.Targets, "B", ["releases/*/*"]);
        repository.Delegate("B", "C", ["releases/x/*"]);
        repository.Delegate("B", "D", ["releases/y/*.zip"]);
        foreach (var (role, name) in ((string, string)[])[(RoleNames.Targets, "targetfile"), ("A", "README.md"), ("C", "releases/x/x_v1"), ("D", "releases/y/y_v1.zip"), ("D", "releases/z/z_v1.zip")])
            repository.AddFile(role, name, Encoding.UTF8.GetBytes(name));
        repository.Publish(["A", "B", "C", "D", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        var content = await client.DownloadAsync(path);

        Assert.Equal(isFound ? path : null, content is null ? null : Encoding.UTF8.GetString(content));
        Assert.Equal(visited.Length == 0 ? [] : visited.Split(' ').Select(role => $"1.{role}.json"), repository.Requests.Skip(4).Where(request => request.EndsWith(".json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("?", "%3F")]
    [InlineData("#", "%23")]
    [InlineData("/delegatedrole", "%2Fdelegatedrole")]
    [InlineData("../delegatedrole", "..%2Fdelegatedrole")]
    [InlineData("..", "..")]
    public async Task Role_of_any_name_stays_in_its_directory(string role, string encoded)
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, role);
        repository.Publish([role, .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Null(await client.DownloadAsync("missing"));

        Assert.Equal($"1.{encoded}.json", repository.Requests[^1]);
        Assert.Equal(5, Directory.GetFiles(client.StateDirectory, "*.json").Length);
    }

    [Theory]
    [InlineData(1, "boo", "bin-0")]
    [InlineData(1, "too", "bin-1")]
    [InlineData(2, "foo", "bin-0")]
    [InlineData(2, "doo", "bin-1")]
    [InlineData(2, "too", "bin-2")]
    [InlineData(2, "bar", "bin-3")]
    [InlineData(8, "bar", "bin-fc")]
    public async Task Hash_bin_of_TAP_15_is_chosen_by_the_first_bits(int bits, string path, string bin)
    {
        RepositorySimulator repository = new();
        var key = RepositorySimulator.NewKey();
        var listed = RoleKey.Of(key);
        repository.Roles[bin] = StagedRole.New(bin, RoleNames.Targets);
        repository.Roles[bin].Signed["targets"] = new JsonObject();
        repository.SignersOf(bin).Add(key);
        repository.AddFile(bin, path, [7]);
        repository.Targets["delegations"] = new JsonObject
        {
            ["keys"] = new JsonObject { [listed.Id] = JsonNode.Parse(listed.Json) },
            ["succinct_roles"] = new JsonObject { ["keyids"] = new JsonArray(listed.Id), ["threshold"] = 1, ["bit_length"] = bits, ["name_prefix"] = "bin" },
        };
        repository.Publish([bin, .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal([7], await client.DownloadAsync(path));

        Assert.Equal($"1.{bin}.json", repository.Requests[4]);
    }

    [Fact]
    public async Task Hash_prefixes_choose_the_role()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData("some/file"u8));
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "other", prefixes: [hash[0] == '0' ? "1" : "0"]);
        repository.Delegate(RoleNames.Targets, "mine", prefixes: [hash[..2]]);
        repository.AddFile("mine", "some/file", [1, 2, 3]);
        repository.Publish(["other", "mine", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal([1, 2, 3], await client.DownloadAsync("some/file"));

        Assert.Equal("1.mine.json", repository.Requests[4]);
    }

    [Fact]
    public async Task Delegated_role_without_its_delegators_keys_ends_the_search()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "A");
        repository.Delegate(RoleNames.Targets, "B");
        repository.AddFile("B", "file", [1]);
        repository.Signers["A"] = [RepositorySimulator.NewKey()];
        repository.Publish(["A", "B", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Equal(0, client.Version("A"));
    }

    [Fact]
    public async Task Role_that_one_delegator_vouched_for_is_not_believed_under_another()
    {
        RepositorySimulator repository = new();
        foreach (var delegator in (string[])["A", "B"])
        {
            repository.Delegate(RoleNames.Targets, delegator, paths: [delegator + "/*"]);
            repository.Signers["X"] = [RepositorySimulator.NewKey()];
            repository.Delegate(delegator, "X", paths: ["*/*"]);
            if (delegator == "A") repository.Signers["A's X"] = repository.Signers["X"];
        }

        repository.Signers["X"] = repository.Signers["A's X"];
        repository.AddFile("X", "A/file", [1]);
        repository.AddFile("X", "B/file", [2]);
        repository.Publish(["X", "A", "B", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        var update = await client.UpdateAsync();
        Assert.NotNull(await update.FindAsync("A/file", CancellationToken.None));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => update.FindAsync("B/file", CancellationToken.None));

        Assert.Equal("KW2302", refusal.Code.Id);
    }

    [Fact]
    public async Task Revoked_key_of_a_delegation_makes_the_cached_role_worthless()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "A");
        repository.AddFile("A", "file", [1]);
        repository.Publish(["A", .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        await client.DownloadAsync("file");
        repository.RoleOf("A")["keyids"] = new JsonArray();
        repository.AddKey("A", RepositorySimulator.NewKey(), signs: false);
        repository.Publish(Online);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Contains("3.targets.json gives the role A", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegated_role_that_the_snapshot_does_not_list_is_refused()
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "A");
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2308", refusal.Code.Id);
        Assert.Contains("does not list A.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_through_endless_delegations_ends()
    {
        RepositorySimulator repository = new();
        var last = RoleNames.Targets;
        for (var i = 0; i < 9; i++) repository.Delegate(last, last = $"role{i}");
        repository.Publish([.. repository.Roles.Keys.Except(RoleNames.TopLevel), .. Online]);
        using var client = await TufTestClient.OfAsync(repository);
        client.Settings = new() { Limits = new() { VisitedRoles = 8 } };

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => client.DownloadAsync("file"));

        Assert.Equal("KW2315", refusal.Code.Id);
        Assert.DoesNotContain("1.role8.json", repository.Requests);
    }
}
