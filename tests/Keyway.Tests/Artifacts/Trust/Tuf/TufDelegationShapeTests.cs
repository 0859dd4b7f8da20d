// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>What a delegation may look like (TUF section 4.5), and which paths its patterns match.</summary>
public sealed class TufDelegationShapeTests
{
    private static readonly string[] Online = [RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp];

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    public async Task Delegation_to_the_name_of_a_top_level_role_is_refused(string name)
    {
        RepositorySimulator repository = new();
        repository.Delegate(RoleNames.Targets, "A");
        repository.RoleOf("A")["name"] = name;
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Contains("the name of a top-level role", (await client.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delegations.roles[]", """{"name":"A","keyids":[],"threshold":1,"terminating":false}""")]
    [InlineData("both", """{"name":"A","keyids":[],"threshold":1,"paths":["*"],"path_hash_prefixes":["0"]}""")]
    [InlineData("name", """{"name":"","keyids":[],"threshold":1,"paths":["*"]}""")]
    public async Task Delegation_that_is_none_is_refused(string what, string role)
    {
        Assert.NotEmpty(what);
        RepositorySimulator repository = new();
        repository.Targets["delegations"] = new JsonObject { ["keys"] = new JsonObject(), ["roles"] = new JsonArray(JsonNode.Parse(role)) };
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal("KW2300", (await client.RefusalAsync()).Code.Id);
    }

    [Theory]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":{},"roles":[],"succinct_roles":{}}""")]
    [InlineData("""{"keys":{},"succinct_roles":{"keyids":[],"threshold":1,"bit_length":33,"name_prefix":"bin"}}""")]
    [InlineData("""{"keys":{},"roles":[{"name":"A","keyids":[],"threshold":1,"paths":["*"]},{"name":"A","keyids":[],"threshold":1,"paths":["*"]}]}""")]
    public async Task Delegations_that_are_none_are_refused(string delegations)
    {
        RepositorySimulator repository = new();
        repository.Targets["delegations"] = JsonNode.Parse(delegations);
        repository.Publish(Online);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Equal("KW2300", (await client.RefusalAsync()).Code.Id);
    }

    [Theory]
    [InlineData("targets/*.tgz", "targets/foo.tgz", true)]
    [InlineData("targets/*.tgz", "targets/foo.txt", false)]
    [InlineData("foo-version-?.tgz", "foo-version-a.tgz", true)]
    [InlineData("foo-version-?.tgz", "foo-version-alpha.tgz", false)]
    [InlineData("*.tgz", "targets/foo.tgz", false)]
    [InlineData("foo.tgz", "foo.tgz", true)]
    [InlineData("*", "", true)]
    [InlineData("**", "abc", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[]]x", "]x", true)]
    [InlineData("[", "[", true)]
    [InlineData("[abc", "[abc", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("a", "A", false)]
    [InlineData("dir/", "dir/", true)]
    [InlineData("?", "/", false)]
    public void Path_patterns_match_as_globs_do(string pattern, string path, bool matches) => Assert.Equal(matches, PathPattern.Matches(pattern, path));
}
