// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.Audit;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>What a transparency log and an audit trail hand out besides notes: proofs, policies, keys, tiles, bundles, records.</summary>
internal static class TransparencyTargets
{
    private static readonly string[] Transparency = ["Keyway.Artifacts.Transparency"];
    private static readonly string[] Audit = ["Keyway.Audit"];

    private static readonly string Root = Convert.ToBase64String(new byte[32]);
    private static readonly string Log = NoteKey.OfLog("log.example", PublicKey.FromEd25519(Enumerable.Repeat((byte)1, 32).ToArray())).ToString();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("log-proof", InputShape.Text, Transparency, ProofSeeds, ReadProof),
        new("log-policy", InputShape.Text, Transparency, PolicySeeds, bytes => LogPolicy.Parse(bytes)) { Iterations = 10_000 },
        new("note-key", InputShape.Text, Transparency, () => Seeds.Texts(Log), ReadKey) { Iterations = 8_000 },
        new("entry-bundle", InputShape.Bytes, Transparency, () => [[0, 3, 1, 2, 3, 0, 0], [0, 1, 7]], ReadBundle),
        new("audit-record", InputShape.Json, Audit, () => Seeds.Files("spec/audit/vectors/valid"), ReadRecord),
    ];

    private static IEnumerable<byte[]> ProofSeeds()
    {
        var signature = Convert.ToBase64String(new byte[68]);
        return Seeds.Texts($"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 3\n{Root}\n{Root}\n\nlog.example\n7\n{Root}\n\n— log.example {signature}\n");
    }

    private static void ReadProof(byte[] bytes)
    {
        var proof = LogProof.Parse(bytes);
        Promise.That(!proof.Verify(TreeHash.OfLeaf("entry"u8), LogPolicy.OfLog(NoteKey.Parse(Log))).IsAccepted, "nobody makes a proof without the key");
        Promise.That(proof.Extra.IsEmpty || proof.ToBytes().AsSpan().SequenceEqual(bytes), "a proof has one form");
    }

    private static IEnumerable<byte[]> PolicySeeds()
    {
        var witnesses = Enumerable.Range(2, 3).Select(number => NoteKey.OfWitness($"w{number}", PublicKey.FromEd25519(Enumerable.Repeat((byte)number, 32).ToArray())).ToString()).ToList();
        return Seeds.Texts($"# policy\nlog {Log} https://log.example/\nwitness A {witnesses[0]}\nwitness B {witnesses[1]} https://b.example\nwitness C {witnesses[2]}\ngroup g 1 A B\ngroup h all g C\nquorum h\n");
    }

    private static void ReadKey(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Promise.That(NoteKey.Parse(text).ToString() == text, "a key has one form");
    }

    private static void ReadBundle(byte[] bytes)
    {
        for (var count = 0; count < 4; count++)
        {
            if (EntryBundle.Read(bytes, count) is not { } entries) continue;
            System.Buffers.ArrayBufferWriter<byte> again = new();
            foreach (var entry in entries) EntryBundle.Write(again, entry.Span);
            Promise.That(again.WrittenSpan.SequenceEqual(bytes), "a bundle has one form");
        }
    }

    private static void ReadRecord(byte[] bytes)
    {
        if (AuditJson.Read(bytes, out _) is { } entry) Promise.That(AuditJson.Write(entry).AsSpan().SequenceEqual(bytes), "a record has one form");
    }
}
