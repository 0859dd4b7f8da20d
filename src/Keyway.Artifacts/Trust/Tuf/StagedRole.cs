// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Metadata of one role that is being changed or signed, and not published yet. Members that we do not know stay. Not thread safe.</summary>
internal sealed class StagedRole
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject document;

    private StagedRole(string role, JsonObject document)
    {
        Role = role;
        this.document = document;
    }

    public string Role { get; }

    public JsonObject Signed => document["signed"]!.AsObject();

    public long Version => Signed["version"]!.GetValue<long>();

    public static StagedRole New(string role, string type) => new(role, new JsonObject
    {
        ["signatures"] = new JsonArray(),
        ["signed"] = new JsonObject { ["_type"] = type, ["spec_version"] = "1.0.31", ["version"] = 0 },
    });

    /// <exception cref="KeywayException">KW2300: not a metadata file.</exception>
    public static StagedRole Of(string role, byte[] bytes) => new(role, JsonNode.Parse(SignedDocument.Parse(bytes, $"the {role} in the repository").Bytes)!.AsObject());

    /// <summary>A change: signatures given to what it was before are void.</summary>
    public StagedRole Changed(long version, DateTimeOffset expires)
    {
        Signed["version"] = version;
        Signed["expires"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        document["signatures"] = new JsonArray();
        return this;
    }

    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Readable)) document.WriteTo(writer);
        return [.. bytes.ToArray(), (byte)'\n'];
    }

    /// <summary>Adds the key's signature under each id that the roles' keys have for it. False when the key is none of theirs.</summary>
    public async Task<bool> SignAsync(ISigningKey key, IEnumerable<RoleKeys> roles, CancellationToken cancellationToken)
    {
        var ids = roles
            .SelectMany(role => role.Keys.Values)
            .Where(listed => listed.Scheme == key.Scheme && listed.PublicKey?.Fingerprint == key.PublicKey.Fingerprint)
            .Select(listed => listed.Id)
            .ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0) return false;
        var message = SignedDocument.Parse(ToBytes(), Role).SignedBytes;
        var signature = await key.SignAsync(message, cancellationToken);
        foreach (var id in ids) AddSignature(id, signature);
        return true;
    }

    /// <summary>Adds a signature in place of an older one of the same key id.</summary>
    public void AddSignature(string keyId, byte[] signature)
    {
        var signatures = document["signatures"]!.AsArray();
        if (signatures.FirstOrDefault(each => each!["keyid"]!.GetValue<string>() == keyId) is { } old) signatures.Remove(old);
        signatures.Add((JsonNode)new JsonObject { ["keyid"] = keyId, ["sig"] = Convert.ToHexStringLower(signature) });
    }
}
