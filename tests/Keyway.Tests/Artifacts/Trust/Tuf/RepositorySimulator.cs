// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>
/// A repository made with our own writer's parts, whose every file a test can change before or after it is signed: honest and hostile servers alike. Remembers what clients
/// ask for, as <c>2.root.json</c> or <c>targets/path</c>.
/// </summary>
internal sealed class RepositorySimulator : ITufSource
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, List<byte[]>> published = [];
    private readonly Dictionary<string, long> nextVersion = [];

    public RepositorySimulator(bool isConsistent = true)
    {
        Root["consistent_snapshot"] = isConsistent;
        Root["keys"] = new JsonObject();
        Root["roles"] = new JsonObject();
        Snapshot["meta"] = new JsonObject();
        Targets["targets"] = new JsonObject();
        foreach (var role in RoleNames.TopLevel)
        {
            RolesOfRoot[role] = NewRole();
            AddKey(role, NewKey());
        }

        Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp, RoleNames.Root);
        InitialRoot = Published(RoleNames.Root);
    }

    public string Name => "the simulator";

    public byte[] InitialRoot { get; set; }

    public List<string> Requests { get; } = [];

    public Dictionary<string, StagedRole> Roles { get; } = RoleNames.TopLevel.ToDictionary(role => role, role => StagedRole.New(role, role));

    public Dictionary<string, List<SoftwareKey>> Signers { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Whether timestamp and snapshot list lengths and hashes.</summary>
    public bool ListsHashes { get; set; }

    public Dictionary<string, DateTimeOffset> Expiry { get; } = [];

    public JsonObject Root => Roles[RoleNames.Root].Signed;

    public JsonObject RolesOfRoot => Root["roles"]!.AsObject();

    public JsonObject Snapshot => Roles[RoleNames.Snapshot].Signed;

    public JsonObject Timestamp => Roles[RoleNames.Timestamp].Signed;

    public JsonObject Targets => Roles[RoleNames.Targets].Signed;

    public static SoftwareKey NewKey() => SoftwareKey.Generate(KeyKind.Ed25519);

    public JsonObject RoleOf(string role) => RoleNames.IsTopLevel(role) ? RolesOfRoot[role]!.AsObject() : Delegations().First(found => found.Role["name"]!.GetValue<string>() == role).Role;

    public void AddKey(string role, SoftwareKey key, bool signs = true)
    {
        KeyList.Add(KeysFor(role), RoleOf(role), [RoleKey.Of(key)]);
        if (signs) SignersOf(role).Add(key);
    }

    public List<SoftwareKey> SignersOf(string role) => Signers.TryGetValue(role, out var signers) ? signers : Signers[role] = [];

    public void RotateKeys(string role)
    {
        RoleOf(role)["keyids"] = new JsonArray();
        SignersOf(role).Clear();
        AddKey(role, NewKey());
    }

    public void Delegate(string delegator, string name, string[]? paths = null, bool isTerminating = false, string[]? prefixes = null)
    {
        var signed = Roles[delegator].Signed;
        DelegationPlan plan = new() { Name = "placeholder", Keys = new([]), Paths = paths ?? (prefixes is null ? ["*"] : []), HashPrefixes = prefixes ?? [], IsTerminating = isTerminating };
        DelegationEdit.Add(signed, plan);
        signed["delegations"]!["roles"]!.AsArray()[^1]!["name"] = name;
        if (!Roles.ContainsKey(name))
        {
            Roles[name] = StagedRole.New(name, RoleNames.Targets);
            Roles[name].Signed["targets"] = new JsonObject();
        }

        if (SignersOf(name).Count == 0) SignersOf(name).Add(NewKey());
        KeyList.Add(signed["delegations"]!["keys"]!.AsObject(), signed["delegations"]!["roles"]!.AsArray()[^1]!.AsObject(), SignersOf(name).Select(RoleKey.Of));
    }

    public void AddFile(string role, string path, byte[] content, params string[] algorithms)
    {
        JsonObject hashes = [];
        foreach (var (name, value) in FileHashes.Of(content, algorithms.Length == 0 ? ["sha256"] : algorithms).ByAlgorithm) hashes[name] = value;
        Roles[role].Signed["targets"]!.AsObject()[path] = new JsonObject { ["length"] = content.Length, ["hashes"] = hashes };
        Files[path] = content;
    }

    /// <summary>Signs and publishes a next version of each role, and tells the roles above of it.</summary>
    public void Publish(params IEnumerable<string> roles)
    {
        foreach (var role in roles) PublishAs(role, nextVersion.GetValueOrDefault(role, 1));
    }

    /// <summary>The same with any version in the metadata, at the next place.</summary>
    public void PublishAs(string role, long version)
    {
        var document = Roles[role].Changed(version, Expiry.GetValueOrDefault(role, Now.AddDays(30)));
        Sign(document);
        nextVersion[role] = version + 1;
        var bytes = document.ToBytes();
        (published.TryGetValue(role, out var versions) ? versions : published[role] = []).Add(bytes);
        Tell(role, version, bytes);
    }

    /// <summary>What clients get now for a role.</summary>
    public byte[] Published(string role) => published[role][^1];

    public void Replace(string role, byte[] bytes) => published[role][^1] = bytes;

    /// <summary>Changes published JSON without signing it again.</summary>
    public void Tamper(string role, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Published(role))!.AsObject();
        change(document);
        Replace(role, System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    public void Forget(string role) => published.Remove(role);

    /// <summary>As if the versions so far had never been: the next publication has this version.</summary>
    public void RestartAt(string role, long version)
    {
        published.Remove(role);
        for (var old = 1L; old < version; old++) (published.TryGetValue(role, out var versions) ? versions : published[role] = []).Add([]);
        nextVersion[role] = version;
    }

    public Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken)
    {
        Requests.Add(file);
        return Task.FromResult(Find(file));
    }

    public Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken)
    {
        Requests.Add("targets/" + path);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var plain = Root["consistent_snapshot"]!.GetValue<bool>() ? path[..(path.LastIndexOf('/') + 1)] + name[(name.IndexOf('.') + 1)..] : path;
        return Task.FromResult(Files.GetValueOrDefault(plain));
    }

    private byte[]? Find(string file)
    {
        var name = file[..^".json".Length];
        var dot = name.IndexOf('.');
        var isVersioned = name.StartsWith("root", StringComparison.Ordinal) is false && dot > 0 && long.TryParse(name[..dot], out _);
        var role = Uri.UnescapeDataString(isVersioned ? name[(dot + 1)..] : name);
        if (!published.TryGetValue(role, out var versions)) return null;
        if (!isVersioned) return versions[^1];
        var version = int.Parse(name[..dot]);
        return version >= 1 && version <= versions.Count && versions[version - 1].Length > 0 ? versions[version - 1] : null;
    }

    private void Sign(StagedRole document)
    {
        var message = SignedDocument.Parse(document.ToBytes(), document.Role).SignedBytes;
        foreach (var key in SignersOf(document.Role)) document.AddSignature(RoleKey.Of(key).Id, key.SignAsync(message, CancellationToken.None).AsTask().Result);
    }

    private void Tell(string role, long version, byte[] bytes)
    {
        JsonObject meta = new() { ["version"] = version };
        if (ListsHashes)
        {
            meta["length"] = bytes.Length;
            meta["hashes"] = new JsonObject { ["sha256"] = FileHashes.Of(bytes, "sha256").Preferred };
        }

        if (role == RoleNames.Snapshot) Timestamp["meta"] = new JsonObject { ["snapshot.json"] = meta };
        else if (role is not (RoleNames.Root or RoleNames.Timestamp)) Snapshot["meta"]![role + ".json"] = meta;
    }

    private JsonObject KeysFor(string role) => RoleNames.IsTopLevel(role) ? Root["keys"]!.AsObject() : Delegations().First(found => found.Role["name"]!.GetValue<string>() == role).Keys;

    private IEnumerable<(JsonObject Keys, JsonObject Role)> Delegations() =>
        from document in Roles.Values
        let delegations = document.Signed["delegations"]?.AsObject()
        where delegations is not null && delegations["roles"] is not null
        from role in delegations["roles"]!.AsArray()
        select (delegations["keys"]!.AsObject(), role!.AsObject());

    private static JsonObject NewRole() => new() { ["keyids"] = new JsonArray(), ["threshold"] = 1 };
}
