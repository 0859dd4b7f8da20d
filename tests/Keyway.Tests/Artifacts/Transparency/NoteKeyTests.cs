// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class NoteKeyTests
{
    private const string Vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"; // golang.org/x/mod/sumdb/note

    private static readonly byte[] CheckpointText = Encoding.UTF8.GetBytes($"test.example/log\n5\n{TreeHash.OfLeaf("x"u8)}\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_example_of_the_Go_project_verifies()
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"));

        var key = NoteKey.Parse(Vkey);

        Assert.Equal(NoteVerdict.Signed, key.Check(note).Verdict);
        Assert.Equal(Vkey, key.ToString());
        Assert.Equal(NoteVerdict.Wrong, key.Check(SignedNote.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(note.Bytes.Span).Replace("answer", "Answer", StringComparison.Ordinal)))).Verdict);
        Assert.Equal(NoteVerdict.Absent, LogDirectory.SignerOf("PeterNeumann", 1).Key.Check(note).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AxpcKQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AQ==")]
    [InlineData("PeterNeumann+c74f20a3+BhpcKQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void What_is_not_a_vkey_is_refused(string vkey) => Assert.Equal("KW2503", Assert.Throws<KeywayException>(() => NoteKey.Parse(vkey)).Code.Id);

    [Fact]
    public void Vkey_with_a_key_of_another_length_is_refused() => Assert.Equal("KW2001", Assert.Throws<KeywayException>(() => NoteKey.Parse("n+00000000+AQEBAQ==")).Code.Id);

    [Theory]
    [InlineData(KeyKind.Ed25519)]
    [InlineData(KeyKind.EcdsaP256)]
    public async Task Keys_of_logs_sign_and_survive_their_text_form(KeyKind kind)
    {
        using var key = SoftwareKey.Generate(kind);
        NoteSigner signer = new(NoteKey.OfLog("log.example", key.PublicKey), key, FixedTime.Default);

        var note = await signer.SignNoteAsync(CheckpointText, Token);

        Assert.Equal(new NoteCheck(NoteVerdict.Signed, null), NoteKey.Parse(signer.Key.ToString()).Check(note));
        Assert.Equal(NoteVerdict.Absent, NoteKey.OfLog("other.example", key.PublicKey).Check(note).Verdict);
    }

    [Theory]
    [InlineData(KeyKind.Ed25519)]
    [InlineData(KeyKind.MlDsa44)]
    public async Task Witnesses_sign_the_checkpoint_with_their_time(KeyKind kind)
    {
        Assert.SkipWhen(kind == KeyKind.MlDsa44 && !System.Security.Cryptography.MLDsa.IsSupported, "this libcrypto has no ML-DSA");
        using var key = SoftwareKey.Generate(kind);
        NoteSigner signer = new(NoteKey.OfWitness("witness.example", key.PublicKey), key, FixedTime.Default);

        var note = await signer.SignNoteAsync(CheckpointText, Token);
        var changedTime = SignedNote.WithLines(CheckpointText, SignedNote.FormatLine(WithNextSecond(note.Signatures[0])))!;

        Assert.Equal(new NoteCheck(NoteVerdict.Signed, DateTimeOffset.FromUnixTimeSeconds(FixedTime.Default.GetUtcNow().ToUnixTimeSeconds())), NoteKey.Parse(signer.Key.ToString()).Check(note));
        Assert.Equal(NoteVerdict.Wrong, signer.Key.Check(changedTime).Verdict);
    }

    [Fact]
    public async Task Witness_signs_nothing_but_checkpoints()
    {
        var key = LogDirectory.Key(2);
        NoteSigner signer = new(NoteKey.OfWitness("witness.example", key.PublicKey), key, FixedTime.Default);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => signer.SignAsync("some text\n"u8.ToArray(), Token));

        Assert.Equal("KW2502", refusal.Code.Id);
    }

    [Fact]
    public void Kinds_of_key_that_sign_no_notes_and_foreign_private_keys_are_refused()
    {
        using var rsa = SoftwareKey.Generate(KeyKind.Rsa);
        using var p256 = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var p384 = SoftwareKey.Generate(KeyKind.EcdsaP384);
        var (one, other) = (LogDirectory.Key(1), LogDirectory.Key(2));

        var log = Assert.Throws<KeywayException>(() => NoteKey.OfLog("log.example", rsa.PublicKey));
        var witness = Assert.Throws<KeywayException>(() => NoteKey.OfWitness("witness.example", p256.PublicKey));
        var scheme = Assert.Throws<KeywayException>(() => new NoteSigner(NoteKey.OfLog("log.example", p384.PublicKey), p384, FixedTime.Default));
        var foreign = Assert.Throws<KeywayException>(() => new NoteSigner(NoteKey.OfLog("log.example", one.PublicKey), other, FixedTime.Default));

        Assert.Equal(["KW2503", "KW2503", "KW2503", "KW2504"], new[] { log, witness, scheme, foreign }.Select(refusal => refusal.Code.Id));
    }

    private static NoteSignature WithNextSecond(NoteSignature signature)
    {
        var bytes = signature.Signature.ToArray();
        bytes[7]++;
        return signature with { Signature = bytes };
    }
}
