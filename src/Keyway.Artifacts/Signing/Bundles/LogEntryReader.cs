// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Reads log entries: what each bundle version requires of them, and nothing negative.</summary>
internal static class LogEntryReader
{
    private const int HashSize = 32;

    public static LogEntry Read(ProtoObject entry, BundleVersion version)
    {
        entry.Allow("logIndex", "logId", "kindVersion", "integratedTime", "inclusionPromise", "inclusionProof", "canonicalizedBody");
        var kind = BundleReader.Required(entry, "kindVersion");
        kind.Allow("kind", "version");
        var id = BundleReader.Required(entry, "logId");
        id.Allow("keyId");
        LogEntry read = new()
        {
            Index = NotNegative(entry, "logIndex"),
            LogId = BundleReader.RequiredBytes(id, "keyId"),
            Kind = kind.Text("kind"),
            KindVersion = kind.Text("version"),
            IntegratedTime = NotNegative(entry, "integratedTime"),
            SignedEntryTimestamp = ReadPromise(entry),
            Proof = entry.Object("inclusionProof") is { } proof ? ReadProof(proof) : null,
            CanonicalizedBody = BundleReader.RequiredBytes(entry, "canonicalizedBody"),
        };
        BundleEvidence.Require(read, version, entry.Path);
        return read;
    }

    private static ReadOnlyMemory<byte> ReadPromise(ProtoObject entry)
    {
        if (entry.Object("inclusionPromise") is not { } promise) return ReadOnlyMemory<byte>.Empty;
        promise.Allow("signedEntryTimestamp");
        return BundleReader.RequiredBytes(promise, "signedEntryTimestamp");
    }

    private static EntryProof ReadProof(ProtoObject proof)
    {
        proof.Allow("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        var checkpoint = proof.Object("checkpoint");
        checkpoint?.Allow("envelope");
        var note = checkpoint?.Text("envelope") ?? "";
        if (note.Length > BundleLimits.CheckpointCharacters) throw Errors.TooMuch($"'{proof.Join("checkpoint.envelope")}'", note.Length, BundleLimits.CheckpointCharacters, "characters");
        if (proof.Count("hashes") > BundleLimits.ProofHashes) throw Errors.TooMuch($"'{proof.Join("hashes")}'", proof.Count("hashes"), BundleLimits.ProofHashes, "items");
        EntryProof read = new()
        {
            Index = NotNegative(proof, "logIndex"),
            RootHash = BundleReader.RequiredBytes(proof, "rootHash"),
            TreeSize = NotNegative(proof, "treeSize"),
            Hashes = [.. proof.BytesList("hashes", BundleLimits.ProofHashes)],
            Checkpoint = note,
        };
        if (read.RootHash.Length != HashSize || read.Hashes.Any(hash => hash.Length != HashSize)) throw proof.Refuse(proof.Path, $"has a hash that is not {HashSize} bytes long");
        return read;
    }

    private static long NotNegative(ProtoObject owner, string name) =>
        owner.Int64(name) is >= 0 and var number ? number : throw owner.Refuse(owner.Join(name), $"is {owner.Int64(name)}, which is negative");
}
