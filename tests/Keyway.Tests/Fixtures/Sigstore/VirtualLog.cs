// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keyway.Tests.Fixtures.Sigstore;

/// <summary>A transparency log like Rekor: entries as they are sent, a real Merkle tree (RFC 6962), signed checkpoints, and for version 1 the signed time.</summary>
internal sealed class VirtualLog(string origin)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<byte[]> leaves = [];

    public byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

    public byte[] LogId => SHA256.HashData(PublicKey);

    public string Origin => origin;

    public int Count => leaves.Count;

    /// <summary>The lines that witnesses add below a checkpoint's text.</summary>
    public Func<string, string> Cosign { get; set; } = _ => "";

    /// <summary>Adds an entry and answers as Rekor 2 does.</summary>
    public JsonObject Add2(byte[] body, string kind)
    {
        var index = Add(body);
        return new JsonObject
        {
            ["logIndex"] = $"{index}",
            ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(LogId) },
            ["kindVersion"] = new JsonObject { ["kind"] = kind, ["version"] = "0.0.2" },
            ["integratedTime"] = "0",
            ["inclusionPromise"] = null,
            ["inclusionProof"] = new JsonObject
            {
                ["logIndex"] = $"{index}",
                ["rootHash"] = Convert.ToBase64String(Root(leaves)),
                ["treeSize"] = $"{leaves.Count}",
                ["hashes"] = new JsonArray([.. Path(index, leaves).Select(hash => (JsonNode)Convert.ToBase64String(hash))]),
                ["checkpoint"] = new JsonObject { ["envelope"] = Checkpoint() },
            },
            ["canonicalizedBody"] = Convert.ToBase64String(body),
        };
    }

    /// <summary>Adds an entry and answers as Rekor 1 does.</summary>
    public JsonObject Add1(byte[] body, DateTimeOffset now)
    {
        var index = Add(body);
        var time = now.ToUnixTimeSeconds();
        var promise = $$"""{"body":"{{Convert.ToBase64String(body)}}","integratedTime":{{time}},"logID":"{{Convert.ToHexStringLower(LogId)}}","logIndex":{{index}}}""";
        return new JsonObject
        {
            [Convert.ToHexStringLower(SHA256.HashData(body))] = new JsonObject
            {
                ["body"] = Convert.ToBase64String(body),
                ["integratedTime"] = time,
                ["logID"] = Convert.ToHexStringLower(LogId),
                ["logIndex"] = index,
                ["verification"] = new JsonObject
                {
                    ["inclusionProof"] = new JsonObject
                    {
                        ["checkpoint"] = Checkpoint(),
                        ["hashes"] = new JsonArray([.. Path(index, leaves).Select(hash => (JsonNode)Convert.ToHexStringLower(hash))]),
                        ["logIndex"] = index,
                        ["rootHash"] = Convert.ToHexStringLower(Root(leaves)),
                        ["treeSize"] = leaves.Count,
                    },
                    ["signedEntryTimestamp"] = Convert.ToBase64String(Sign(Encoding.UTF8.GetBytes(promise))),
                },
            },
        };
    }

    /// <summary>What Rekor makes of a request to it: the canonical body of the entry.</summary>
    public static (byte[] Body, string Kind) Canonical(byte[] request)
    {
        var sent = JsonNode.Parse(request)!;
        if (sent["hashedRekordRequestV002"] is { } hashed) return (Canonical2(hashed), "hashedrekord");
        var body = sent["kind"]!.GetValue<string>() == "dsse" ? CanonicalDsse(sent["spec"]!["proposedContent"]!) : sent;
        return (Sorted(body), sent["kind"]!.GetValue<string>());
    }

    private static byte[] Canonical2(JsonNode hashed)
    {
        var verifier = hashed["signature"]!["verifier"]!;
        var details = verifier["keyDetails"]!.GetValue<string>();
        var algorithm = details.Contains("384", StringComparison.Ordinal) ? "SHA2_384" : details.Contains("512", StringComparison.Ordinal) || details.EndsWith("PH", StringComparison.Ordinal) ? "SHA2_512" : "SHA2_256";
        return Sorted(new JsonObject
        {
            ["apiVersion"] = "0.0.2",
            ["kind"] = "hashedrekord",
            ["spec"] = new JsonObject { ["hashedRekordV002"] = new JsonObject { ["data"] = new JsonObject { ["algorithm"] = algorithm, ["digest"] = hashed["digest"]!.DeepClone() }, ["signature"] = hashed["signature"]!.DeepClone() } },
        });
    }

    private static JsonObject CanonicalDsse(JsonNode proposed)
    {
        var text = proposed["envelope"]!.GetValue<string>();
        var envelope = JsonNode.Parse(text)!;
        return new JsonObject
        {
            ["apiVersion"] = "0.0.1",
            ["kind"] = "dsse",
            ["spec"] = new JsonObject
            {
                ["envelopeHash"] = Hash(Encoding.UTF8.GetBytes(text)),
                ["payloadHash"] = Hash(Convert.FromBase64String(envelope["payload"]!.GetValue<string>())),
                ["signatures"] = new JsonArray(new JsonObject { ["signature"] = envelope["signatures"]![0]!["sig"]!.DeepClone(), ["verifier"] = proposed["verifiers"]![0]!.DeepClone() }),
            },
        };
    }

    private static JsonObject Hash(byte[] content) => new() { ["algorithm"] = "sha256", ["value"] = Convert.ToHexStringLower(SHA256.HashData(content)) };

    // JCS (RFC 8785) for documents without numbers and with ASCII names.
    private static byte[] Sorted(JsonNode node) => Encoding.UTF8.GetBytes(Sort(node)!.ToJsonString(Plain));

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };

    private int Add(byte[] body)
    {
        leaves.Add(SHA256.HashData([0, .. body]));
        return leaves.Count - 1;
    }

    private string Checkpoint()
    {
        var note = $"{origin}\n{leaves.Count}\n{Convert.ToBase64String(Root(leaves))}\n";
        return $"{note}\n\u2014 {origin} {Convert.ToBase64String([.. LogId[..4], .. Sign(Encoding.UTF8.GetBytes(note))])}\n{Cosign(note)}";
    }

    private byte[] Sign(byte[] message) => key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static byte[] Root(List<byte[]> hashes)
    {
        if (hashes.Count == 1) return hashes[0];
        var left = Split(hashes.Count);
        return SHA256.HashData([1, .. Root(hashes[..left]), .. Root(hashes[left..])]);
    }

    private static List<byte[]> Path(int index, List<byte[]> hashes)
    {
        if (hashes.Count == 1) return [];
        var left = Split(hashes.Count);
        return index < left ? [.. Path(index, hashes[..left]), Root(hashes[left..])] : [.. Path(index - left, hashes[left..]), Root(hashes[..left])];
    }

    private static int Split(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count) / 2;
}
