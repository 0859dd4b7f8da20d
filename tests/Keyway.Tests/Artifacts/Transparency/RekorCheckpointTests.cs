// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>Checkpoints and inclusion proofs that real logs of Sigstore gave out, Rekor v1 (ECDSA) and v2 (Ed25519).</summary>
public sealed class RekorCheckpointTests
{
    [Fact]
    public void Checkpoints_and_proofs_of_real_logs_verify()
    {
        var root = SharedData.Require("sigstore-conformance");
        var (ecdsa, ed25519, proofs) = (0, 0, 0);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(root, "assets", "bundle-verify")).Where(name => !name.EndsWith("_fail", StringComparison.Ordinal)))
        {
            var keys = Keys(File.Exists(Path.Combine(folder, "trusted_root.json")) ? Path.Combine(folder, "trusted_root.json") : Path.Combine(root, "trusted_root.production.json"));
            foreach (var entry in Entries(Path.Combine(folder, "bundle.sigstore.json")))
            {
                if (!entry.TryGetProperty("inclusionProof", out var proof) || !proof.TryGetProperty("checkpoint", out var envelope)) continue;
                var note = SignedNote.Parse(Encoding.UTF8.GetBytes(envelope.GetProperty("envelope").GetString()!));
                var key = keys.SelectMany(log => note.Signatures.Select(signature => NoteKey.OfLog(signature.Name, log))).FirstOrDefault(candidate => candidate.Check(note).Verdict == NoteVerdict.Signed);
                if (key is null) continue;
                if (key.Kind == NoteKeyKind.Ecdsa) ecdsa++;
                else ed25519++;

                var checkpoint = Checkpoint.Parse(note.Text.Span);
                TreeHash[] hashes = [.. Hashes(proof)];
                Assert.True(InclusionProof.Verify(long.Parse(proof.GetProperty("logIndex").GetString()!), checkpoint.Size, TreeHash.OfLeaf(entry.GetProperty("canonicalizedBody").GetBytesFromBase64()), hashes, checkpoint.Root), folder);
                proofs++;
            }
        }

        Assert.True(ecdsa >= 5 && ed25519 >= 5 && proofs == ecdsa + ed25519, $"{ecdsa} ECDSA, {ed25519} Ed25519, {proofs} proofs");
    }

    private static List<PublicKey> Keys(string trustedRoot) =>
        [.. from log in JsonDocument.Parse(File.ReadAllBytes(trustedRoot)).RootElement.GetProperty("tlogs").EnumerateArray()
            let key = log.GetProperty("publicKey")
            where key.GetProperty("keyDetails").GetString() is "PKIX_ECDSA_P256_SHA_256" or "PKIX_ED25519"
            select PublicKey.FromSubjectPublicKeyInfo(key.GetProperty("rawBytes").GetBytesFromBase64())];

    private static List<JsonElement> Entries(string bundle)
    {
        if (!File.Exists(bundle)) return [];
        var material = JsonDocument.Parse(File.ReadAllBytes(bundle)).RootElement.GetProperty("verificationMaterial");
        return material.TryGetProperty("tlogEntries", out var entries) ? [.. entries.EnumerateArray()] : [];
    }

    private static IEnumerable<TreeHash> Hashes(JsonElement proof) =>
        proof.TryGetProperty("hashes", out var hashes) ? hashes.EnumerateArray().Select(hash => TreeHash.FromBytes(hash.GetBytesFromBase64())) : [];
}
