// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class SignedNoteTests
{
    // The example of c2sp.org/tlog-checkpoint.
    private const string Example = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

        """;

    private static readonly string Line = Example.Split('\n')[4];

    [Fact]
    public void The_example_of_the_specification_is_a_note_and_a_checkpoint()
    {
        var note = SignedNote.Parse(Bytes(Example));
        var checkpoint = Checkpoint.Parse(note.Text.Span);

        Assert.Equal(("example.com/behind-the-sofa", 0x033de0aeu, 64), (note.Signatures[0].Name, note.Signatures[0].KeyId, note.Signatures[0].Signature.Length));
        Assert.Equal(("example.com/behind-the-sofa", 20852163L, ""), (checkpoint.Origin, checkpoint.Size, checkpoint.Extensions));
        Assert.Equal(note.Text.ToArray(), checkpoint.ToNoteText());
        Assert.Equal(Line + "\n", Encoding.UTF8.GetString(SignedNote.FormatLine(note.Signatures[0])));
    }

    [Fact]
    public void A_text_may_contain_empty_lines_and_is_cut_at_the_last_one()
    {
        var note = SignedNote.Parse(Bytes($"a\n\nb\n\n{Line}\n"));

        Assert.Equal("a\n\nb\n", Encoding.UTF8.GetString(note.Text.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— n AAAAAAA=")]
    [InlineData("text\n\n- n AAAAAAA=\n")]
    [InlineData("text\n\n— n AAAAAA==\n")]
    [InlineData("text\n\n— n AAAAAAB=\n")]
    [InlineData("text\n\n— n AAAAAAA\n")]
    [InlineData("text\n\n— n AAAA AAA=\n")]
    [InlineData("text\n\n— n\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n— a\u2003b AAAAAAA=\n")]
    [InlineData("te\txt\n\n— n AAAAAAA=\n")]
    [InlineData("text\r\n\n— n AAAAAAA=\n")]
    [InlineData("text\n\n— n AAAAAAA=\nmore\n")]
    public void What_is_not_a_note_is_refused(string text)
    {
        var refusal = Assert.Throws<KeywayException>(() => SignedNote.Parse(Bytes(text)));

        Assert.Equal("KW2501", refusal.Code.Id);
    }

    [Fact]
    public void Notes_that_are_not_UTF8_too_large_or_have_too_many_signatures_are_refused()
    {
        byte[][] notes =
        [
            [0xff, .. Bytes($"\n\n{Line}\n")],
            Bytes($"{new string('a', SignedNote.LargestNote)}\n\n{Line}\n"),
            Bytes("text\n\n" + string.Concat(Enumerable.Repeat("— n AAAAAAA=\n", SignedNote.MostSignatures + 1))),
        ];

        foreach (var note in notes) Assert.False(SignedNote.TryParse(note, out _, out _));
        Assert.True(SignedNote.TryParse(Bytes("text\n\n" + string.Concat(Enumerable.Repeat("— n AAAAAAA=\n", SignedNote.MostSignatures))), out _, out _));
    }

    [Theory]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", true)]
    [InlineData("log\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\nand more\n", true)]
    [InlineData("log\n9223372036854775807\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", true)]
    [InlineData("log\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n-5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n+5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n5 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", false)]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", false)]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n", false)]
    [InlineData("log\n5\n\n", false)]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", false)]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n", false)]
    [InlineData("log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore", false)]
    public void Checkpoints_have_exactly_one_form(string text, bool wellFormed)
    {
        Assert.Equal(wellFormed, Checkpoint.TryParse(Bytes(text), out var checkpoint, out var reason));

        Assert.Equal(wellFormed, reason.Length == 0);
        if (wellFormed) Assert.Equal(text, Encoding.UTF8.GetString(checkpoint!.ToNoteText()));
    }

    [Fact]
    public void The_refusals_say_what_is_wrong()
    {
        var note = Assert.Throws<KeywayException>(() => SignedNote.Parse("text\n"u8.ToArray()));
        var checkpoint = Assert.Throws<KeywayException>(() => Checkpoint.Parse("log\nmany\n"u8));

        Golden.Verify("transparency/errors-note.txt", ErrorText.Of(note) + "\n" + ErrorText.Of(checkpoint));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
