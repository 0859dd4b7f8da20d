// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Transparency;

namespace Keyway.Tests.Fixtures;

/// <summary>A transparency log of the universe: Rekor v1 (ECDSA, promises, shards) or Rekor v2 (Ed25519, tiles). Every tree has three entries, ours in the middle.</summary>
internal sealed class SigstoreUniverseLog
{
    private readonly SoftwareKey key;

    public SigstoreUniverseLog(string host, bool isV2)
    {
        Host = host;
        IsV2 = isV2;
        key = SoftwareKey.Generate(isV2 ? KeyKind.Ed25519 : KeyKind.EcdsaP256);
        var spki = key.PublicKey.SubjectPublicKeyInfo.Span;
        LogId = SHA256.HashData(isV2 ? [.. Encoding.UTF8.GetBytes(host), (byte)'\n', 1, .. spki[^32..]] : spki);
    }

    public string Host { get; }

    public bool IsV2 { get; }

    public byte[] LogId { get; }

    public JsonObject ToInstance(DateTimeOffset start) => new()
    {
        ["baseUrl"] = $"https://{Host}",
        ["hashAlgorithm"] = "SHA2_256",
        ["publicKey"] = new JsonObject
        {
            ["rawBytes"] = Convert.ToBase64String(key.PublicKey.SubjectPublicKeyInfo.Span),
            ["keyDetails"] = IsV2 ? "PKIX_ED25519" : "PKIX_ECDSA_P256_SHA_256",
            ["validFor"] = new JsonObject { ["start"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
        },
        ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(LogId) },
    };

    /// <summary>Takes an entry in and answers with promise, proof and checkpoint.</summary>
    public LogEntry Add(string kind, string version, byte[] body, DateTimeOffset time, SigstoreUniverseLogChanges changes)
    {
        var index = IsV2 ? 1 : 500_001;
        var (proof, text) = Prove(body, changes);
        LogEntry entry = new()
        {
            Index = index,
            LogId = LogId,
            Kind = kind,
            KindVersion = version,
            IntegratedTime = IsV2 ? 0 : time.ToUnixTimeSeconds(),
            Proof = proof with { Checkpoint = SignCheckpoint(text, changes) },
            CanonicalizedBody = body,
        };
        return IsV2 && !changes.PromisesAnyway ? entry : Promise(changes.PromisesAnyway ? entry with { IntegratedTime = time.ToUnixTimeSeconds() } : entry);
    }

    /// <summary>Signs a promise about whatever the entry says.</summary>
    public LogEntry Promise(LogEntry entry)
    {
        var payload = $"{{\"body\":\"{Convert.ToBase64String(entry.CanonicalizedBody.Span)}\",\"integratedTime\":{entry.IntegratedTime},\"logID\":\"{Convert.ToHexStringLower(entry.LogId.Span)}\",\"logIndex\":{entry.Index}}}";
        return entry with { SignedEntryTimestamp = Sign(Encoding.UTF8.GetBytes(payload)) };
    }

    public string SignNote(string text, string? name = null, byte[]? hint = null) =>
        text + $"\n— {name ?? Host} {Convert.ToBase64String([.. hint ?? LogId[..4], .. Sign(Encoding.UTF8.GetBytes(text))])}\n";

    private (EntryProof Proof, string Text) Prove(byte[] body, SigstoreUniverseLogChanges changes)
    {
        var (first, own, last) = (TreeHash.OfLeaf("first"u8), TreeHash.OfLeaf(body), TreeHash.OfLeaf("last"u8));
        var root = TreeHash.OfNode(TreeHash.OfNode(first, own), last);
        EntryProof proof = new() { Index = 1, TreeSize = 3, RootHash = root.ToArray(), Hashes = [first.ToArray(), last.ToArray()], Checkpoint = "" };
        return (changes.Proof(proof), changes.CheckpointText($"{Host}{(IsV2 ? "" : " - 77")}\n3\n{root.ToBase64()}\n"));
    }

    private string SignCheckpoint(string text, SigstoreUniverseLogChanges changes) => changes.Checkpoint(SignNote(text, changes.SignerName, changes.KeyHint));

    private byte[] Sign(byte[] message) => key.SignAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
