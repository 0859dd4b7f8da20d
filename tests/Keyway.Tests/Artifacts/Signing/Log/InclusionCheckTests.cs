// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Log;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Log;

public sealed class InclusionCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_is_no_witness_of_its_own_checkpoint()
    {
        var root = TreeHash.OfLeaf("body"u8);
        var text = Encoding.UTF8.GetBytes($"log.example\n1\n{root.ToBase64()}\n");
        var log = LogDirectory.SignerOf("log.example", 1);
        var (itself, other) = (Witness("itself.example", 1), Witness("other.example", 2));
        var (signed, own, others) = (await log.SignNoteAsync(text, Stop), await itself.SignAsync(text, Stop), await other.SignAsync(text, Stop));
        var note = Encoding.UTF8.GetString([.. signed.Bytes.Span, .. SignedNote.FormatLine(own), .. SignedNote.FormatLine(others)]);
        EntryProof proof = new() { Index = 0, RootHash = root.ToArray(), TreeSize = 1, Hashes = [], Checkpoint = note };
        LogEntry entry = new() { Index = 0, LogId = LogId(log.Key), Kind = "dsse", KindVersion = "0.0.2", CanonicalizedBody = "body"u8.ToArray(), Proof = proof };

        var witnesses = InclusionCheck.Verify(entry, proof, Trusted(log.Key), [itself.Key, other.Key]);

        Assert.Equal([other.Key], witnesses);
    }

    private static NoteSigner Witness(string name, byte seed) => new(NoteKey.OfWitness(name, LogDirectory.Key(seed).PublicKey), LogDirectory.Key(seed), FixedTime.Default);

    private static byte[] LogId(NoteKey key)
    {
        var hint = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(hint, key.KeyId);
        return hint;
    }

    private static TransparencyLog Trusted(NoteKey key) => new() { BaseUrl = "https://log.example", LogId = LogId(key), Key = key.PublicKey, Scheme = SignatureScheme.Ed25519, ValidFor = default! };
}
