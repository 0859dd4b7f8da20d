// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Chains of roots with changing keys and thresholds (TUF 5.3.4 and section 6.1), written as <c>keys/threshold/signers</c> for each version.</summary>
public sealed class TufRotationTests
{
    [Theory]
    [InlineData("1/1/1 2/1/21 2/1/2")]
    [InlineData("1/1/314 2/1/3214 2/1/324")]
    [InlineData("01234/3/024 01234/3/041 01234/3/013 01234/3/013")]
    [InlineData("01234/3/024 01345/3/041")]
    [InlineData("01234/3/024 01345/3/0245 01345/3/045")]
    [InlineData("01234/3/024 56789/3/024567 56789/3/567")]
    [InlineData("123/1/1 123/2/12")]
    [InlineData("123/2/12 123/1/12 123/1/1")]
    [InlineData("1/1/1 12/2/12")]
    public async Task Chain_of_roots_is_followed(string chain)
    {
        var repository = RootsOf(chain);
        using var client = await TufTestClient.OfAsync(repository);

        await client.UpdateAsync();

        Assert.Equal(repository.Published(RoleNames.Root), client.Stored(RoleNames.Root));
    }

    [Theory]
    [InlineData("1/1/1 2/1/234")]
    [InlineData("1/1/1 2/1/134")]
    [InlineData("01234/3/024 01345/3/024")]
    [InlineData("01234/3/024 01345/3/045")]
    [InlineData("123/1/1 123/2/2")]
    [InlineData("123/2/12 123/1/1")]
    public async Task Root_without_the_thresholds_of_both_roots_is_refused(string chain)
    {
        var repository = RootsOf(chain);
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Contains("TUF 5.3.4", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1 0 0 0", client.Versions);
    }

    [Theory]
    [InlineData("2/1/2", true)]
    [InlineData("1/1/314", true)]
    [InlineData("2/1/134", false)]
    [InlineData("01345/3/024", false)]
    [InlineData("01345/3/04", false)]
    [InlineData("01234/3/024", true)]
    [InlineData("01234/3/123", true)]
    public async Task Other_roles_need_the_threshold_of_the_newest_root(string version, bool isAccepted)
    {
        foreach (var role in (string[])[RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets])
        {
            RepositorySimulator repository = new();
            using var client = await TufTestClient.OfAsync(repository);
            await client.UpdateAsync();
            Arrange(repository, role, version, [.. Enumerable.Range(0, 10).Select(_ => RepositorySimulator.NewKey())]);
            repository.Publish(RoleNames.Root, RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp);

            if (isAccepted) await client.UpdateAsync();
            else Assert.Equal("KW2302", (await client.RefusalAsync()).Code.Id);

            Assert.Equal(isAccepted, client.Version(role) == 2);
        }
    }

    [Fact]
    public async Task Same_key_under_two_ids_is_one_signer()
    {
        RepositorySimulator repository = new();
        var key = repository.SignersOf(RoleNames.Snapshot)[0];
        var listed = JsonNode.Parse(RoleKey.Of(key).Json)!.AsObject();
        listed["x-note"] = "another id for the same key";
        repository.Root["keys"]!["other-id"] = listed;
        repository.RoleOf(RoleNames.Snapshot)["keyids"]!.AsArray().Add("other-id");
        repository.RoleOf(RoleNames.Snapshot)["threshold"] = 2;
        repository.Publish(RoleNames.Root);
        repository.Tamper(RoleNames.Snapshot, document => document["signatures"]!.AsArray().Add((JsonNode)new JsonObject { ["keyid"] = "other-id", ["sig"] = document["signatures"]![0]!["sig"]!.GetValue<string>() }));
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2302", refusal.Code.Id);
        Assert.Contains("signed by 1 of the keys that the trusted root gives the role snapshot, expected 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_id_need_not_be_a_hash_of_the_key()
    {
        RepositorySimulator repository = new();
        var key = RepositorySimulator.NewKey();
        repository.Root["keys"]!["release key 2026"] = JsonNode.Parse(RoleKey.Of(key).Json);
        repository.RoleOf(RoleNames.Timestamp)["keyids"] = new JsonArray("release key 2026");
        repository.SignersOf(RoleNames.Timestamp).Clear();
        repository.SignersOf(RoleNames.Timestamp).Add(key);
        repository.Publish(RoleNames.Root, RoleNames.Timestamp);
        repository.Tamper(RoleNames.Timestamp, document => document["signatures"]![0]!["keyid"] = "release key 2026");
        using var client = await TufTestClient.OfAsync(repository);

        await client.UpdateAsync();

        Assert.Equal("2 2 1 1", client.Versions);
    }

    [Fact]
    public async Task Two_signatures_of_one_key_id_are_refused()
    {
        RepositorySimulator repository = new();
        repository.Tamper(RoleNames.Snapshot, document => document["signatures"]!.AsArray().Add(document["signatures"]![0]!.DeepClone()));
        using var client = await TufTestClient.OfAsync(repository);

        var refusal = await client.RefusalAsync();

        Assert.Equal("KW2300", refusal.Code.Id);
        Assert.Contains("two signatures of the key id", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_id_listed_twice_is_refused()
    {
        RepositorySimulator repository = new();
        var ids = repository.RoleOf(RoleNames.Snapshot)["keyids"]!.AsArray();
        ids.Add(ids[0]!.DeepClone());
        repository.Publish(RoleNames.Root);
        using var client = await TufTestClient.OfAsync(repository);

        Assert.Contains("lists a key id twice", (await client.RefusalAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no hex")]
    [InlineData("00")]
    public async Task Signature_that_is_none_does_not_spoil_the_others(string signature)
    {
        RepositorySimulator repository = new();
        repository.AddKey(RoleNames.Timestamp, RepositorySimulator.NewKey());
        repository.Publish(RoleNames.Root, RoleNames.Timestamp);
        repository.Tamper(RoleNames.Timestamp, document => document["signatures"]![0]!["sig"] = signature);
        using var client = await TufTestClient.OfAsync(repository);

        await client.UpdateAsync();

        Assert.Equal(2, client.Version(RoleNames.Timestamp));
    }

    [Theory]
    [InlineData(KeyKind.Ed25519)]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP384)]
    [InlineData(KeyKind.EcdsaP521)]
    [InlineData(KeyKind.Rsa)]
    public async Task Key_kinds_of_the_specification_sign_and_their_damaged_signatures_are_refused(KeyKind kind)
    {
        RepositorySimulator repository = new();
        using var key = SoftwareKey.Generate(kind);
        repository.AddKey(RoleNames.Root, key);
        repository.RoleOf(RoleNames.Root)["threshold"] = 2;
        repository.Publish(RoleNames.Root);
        using var client = await TufTestClient.OfAsync(repository);
        await client.UpdateAsync();
        repository.Publish(RoleNames.Root);
        repository.Tamper(RoleNames.Root, document => document["signatures"]![1]!["sig"] = Flip(document["signatures"]![1]!["sig"]!.GetValue<string>()));

        Assert.Equal("KW2302", (await client.RefusalAsync()).Code.Id);
        Assert.Equal(2, client.Version(RoleNames.Root));
    }

    private static string Flip(string hexadecimal)
    {
        var bytes = Convert.FromHexString(hexadecimal);
        bytes[^1] ^= 1;
        return Convert.ToHexStringLower(bytes);
    }

    private static RepositorySimulator RootsOf(string chain)
    {
        RepositorySimulator repository = new();
        repository.RestartAt(RoleNames.Root, 1);
        var keys = Enumerable.Range(0, 10).Select(_ => RepositorySimulator.NewKey()).ToArray();
        foreach (var version in chain.Split(' '))
        {
            Arrange(repository, RoleNames.Root, version, keys);
            repository.Publish(RoleNames.Root);
            if (version == chain.Split(' ')[0]) repository.InitialRoot = repository.Published(RoleNames.Root);
        }

        return repository;
    }

    private static void Arrange(RepositorySimulator repository, string role, string version, SoftwareKey[] keys)
    {
        var parts = version.Split('/');
        var entry = repository.RoleOf(role);
        entry["keyids"] = new JsonArray();
        entry["threshold"] = int.Parse(parts[1]);
        foreach (var digit in parts[0]) repository.AddKey(role, keys[digit - '0'], signs: false);
        repository.Signers[role] = [.. parts[2].Select(digit => keys[digit - '0'])];
    }
}
