// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>What trust is built on: keys, the trusted root, TUF metadata, signed notes and checkpoints.</summary>
internal static class TrustTargets
{
    private static readonly string[] Keys = ["Keyway.Artifacts.Keys"];
    private static readonly string[] Roots = ["Keyway.Artifacts.Trust.Roots"];
    private static readonly string[] Tuf = ["Keyway.Artifacts.Trust.Tuf"];
    private static readonly string[] Transparency = ["Keyway.Artifacts.Transparency"];

    private static readonly Lazy<KeyPassword> Password = new(() => KeyPassword.Of("fuzz"));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("public-key", InputShape.Der, Keys, KeySeeds, ReadPublicKey) { Iterations = 8_000 },
        new("public-key-pem", InputShape.Text, Keys, PemSeeds, bytes => PublicKey.FromPem(Encoding.UTF8.GetString(bytes))) { Iterations = 8_000 },
        new("private-key", InputShape.Der, Keys, PrivateKeySeeds, bytes => SoftwareKey.FromPkcs8(bytes).Dispose()) { Iterations = 4_000 },
        new("private-key-pem", InputShape.Text, Keys, PrivatePemSeeds, bytes => PrivateKeyPem.Read(Encoding.UTF8.GetString(bytes), Password.Value).Dispose()) { Iterations = 4_000 },
        new("cosign-key", InputShape.Json, Keys, CosignSeeds, bytes => CosignKey.Parse(bytes)),
        new("trusted-root", InputShape.Json, Roots, () => Seeds.Files("tests/Keyway.Fuzz/seeds/trusted-root"), bytes => TrustedRoot.Parse(bytes)) { Iterations = 10_000 },
        new("tuf-root", InputShape.Json, Tuf, () => Seeds.Files("tests/Keyway.Fuzz/seeds/tuf-root"), bytes => RootMetadata.Parse(bytes, "root.json")) { Iterations = 8_000 },
        new("tuf-targets", InputShape.Json, Tuf, () => Seeds.Files("tests/Keyway.Fuzz/seeds/tuf-targets"), bytes => TargetsMetadata.Parse(bytes, "targets.json", "targets")) { Iterations = 10_000 },
        new("tuf-snapshot", InputShape.Json, Tuf, SnapshotSeeds, bytes => SnapshotMetadata.Parse(bytes, "snapshot.json")) { Iterations = 10_000 },
        new("tuf-timestamp", InputShape.Json, Tuf, TimestampSeeds, bytes => TimestampMetadata.Parse(bytes, "timestamp.json")) { Iterations = 10_000 },
        new("signed-note", InputShape.Text, Transparency, NoteSeeds, ReadNote),
        new("checkpoint", InputShape.Text, Transparency, CheckpointSeeds, ReadCheckpoint),
    ];

    private static IEnumerable<byte[]> KeySeeds()
    {
        yield return Convert.FromHexString("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        foreach (var curve in (ECCurve[])[ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521])
            using (var key = FixedEcdsa(curve)) yield return key.ExportSubjectPublicKeyInfo();
        foreach (var key in Seeds.Files("tests/Keyway.Fuzz/seeds/public-key")) yield return key;
    }

    private static void ReadPublicKey(byte[] bytes)
    {
        var key = PublicKey.FromSubjectPublicKeyInfo(bytes);
        Promise.That(!key.Verify("message"u8, bytes, key.DefaultScheme), "a key accepts no signature that nobody made");
        Promise.That(PublicKey.FromPem(key.ToPem()).Fingerprint == key.Fingerprint, "a key is read as it was written");
    }

    private static IEnumerable<byte[]> PemSeeds() => KeySeeds().Select(der => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", der)));

    private static IEnumerable<byte[]> PrivateKeySeeds()
    {
        yield return Convert.FromHexString("302e020100300506032b657004220420" + new string('1', 64));
        using var ecdsa = FixedEcdsa(ECCurve.NamedCurves.nistP256);
        yield return ecdsa.ExportPkcs8PrivateKey();
    }

    private static IEnumerable<byte[]> PrivatePemSeeds() => PrivateKeySeeds().Select(der => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PRIVATE KEY", der)));

    private static IEnumerable<byte[]> CosignSeeds() => Seeds.Texts(
        $$$"""{"kdf":{"name":"scrypt","params":{"N":65536,"r":8,"p":1},"salt":"{{{Convert.ToBase64String(new byte[32])}}}"},"cipher":{"name":"nacl/secretbox","nonce":"{{{Convert.ToBase64String(new byte[24])}}}"},"ciphertext":"{{{Convert.ToBase64String(new byte[100])}}}"}""");

    private static IEnumerable<byte[]> SnapshotSeeds() => Seeds.Texts(Metadata("snapshot", "targets.json", "bins/0.json"));

    private static IEnumerable<byte[]> TimestampSeeds() => Seeds.Texts(Metadata("timestamp", "snapshot.json"));

    private static string Metadata(string role, params string[] files)
    {
        var meta = string.Join(',', files.Select(file => $$$"""
            "{{{file}}}":{"version":1,"length":3,"hashes":{"sha256":"{{{new string('a', 64)}}}"}}
            """));
        return $$$"""{"signed":{"_type":"{{{role}}}","spec_version":"1.0.31","version":1,"expires":"2030-01-01T00:00:00Z","meta":{{{{meta}}}}},"signatures":[{"keyid":"{{{new string('a', 64)}}}","sig":"{{{new string('0', 128)}}}"}]}""";
    }

    private static IEnumerable<byte[]> NoteSeeds()
    {
        var (root, signature) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String(new byte[68]));
        return Seeds.Texts($"log.example\n7\n{root}\n\n— log.example {signature}\n— witness.example {signature}\n", $"a\n\nb\n\n— c {signature}\n");
    }

    private static void ReadNote(byte[] bytes)
    {
        if (!SignedNote.TryParse(bytes, out var note, out _)) return;
        byte[] again = [.. note.Text.Span, (byte)'\n', .. note.Signatures.SelectMany(line => SignedNote.FormatLine(line))];
        Promise.That(again.AsSpan().SequenceEqual(bytes), "a note has one form");
    }

    private static IEnumerable<byte[]> CheckpointSeeds()
    {
        var root = Convert.ToBase64String(new byte[32]);
        return Seeds.Texts($"log.example\n7\n{root}\n", $"x\n0\n{root}\nextension\nmore\n");
    }

    private static void ReadCheckpoint(byte[] bytes)
    {
        // A note's text is UTF-8; the bytes of another encoding never come this far.
        if (!System.Text.Unicode.Utf8.IsValid(bytes) || !Checkpoint.TryParse(bytes, out var checkpoint, out _)) return;
        Promise.That(checkpoint.ToNoteText().AsSpan().SequenceEqual(bytes), "a checkpoint has one form");
    }

    // Keys of a fixed secret, so that every run starts from the same bytes.
    private static ECDsa FixedEcdsa(ECCurve curve) => ECDsa.Create(new ECParameters { Curve = curve, D = [.. Enumerable.Repeat((byte)1, SizeOf(curve))] });

    private static int SizeOf(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return (key.KeySize + 7) / 8;
    }
}
