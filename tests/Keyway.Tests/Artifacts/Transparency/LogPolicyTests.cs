// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class LogPolicyTests
{
    private static readonly NoteSigner Log = LogDirectory.SignerOf("log.example", 1);
    private static readonly Checkpoint Tree = new("log.example", 5, TreeHash.OfLeaf("x"u8));
    private static readonly NoteSigner[] Witnesses = [.. Enumerable.Range(0, 6).Select(number => WitnessOf($"w{number}.example", (byte)(10 + number)))];

    // The example of the specification: two of three X, one of three Y.
    private static readonly string Example = $"""
        # comment
        log {Log.Key} https://log.example/
        witness X1 {Witnesses[0].Key}
        witness X2 {Witnesses[1].Key}
        witness X3 {Witnesses[2].Key}
          group X-witnesses 2 X1 X2 X3
        witness	Y1	{Witnesses[3].Key}
        witness Y2 {Witnesses[4].Key}
        witness Y3 {Witnesses[5].Key}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Theory]
    [InlineData("0 1 3", true)]
    [InlineData("0 2 5", true)]
    [InlineData("0 1 2 3 4 5", true)]
    [InlineData("0 1", false)]
    [InlineData("0 3 4 5", false)]
    [InlineData("3 4 5", false)]
    [InlineData("", false)]
    [InlineData("0 0 0 3", false)]
    public async Task Quorum_counts_each_witness_once(string cosigners, bool accepted)
    {
        var note = await NoteAsync(Tree, [Log, .. cosigners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => Witnesses[number[0] - '0'])]);

        var verdict = LogPolicy.Parse(Encoding.UTF8.GetBytes(Example)).Check(note);

        Assert.Equal(accepted, verdict.IsAccepted);
        Assert.Equal(accepted ? "" : "the quorum is not reached", verdict.Reasons.IsEmpty ? "" : verdict.Reasons[0][.."the quorum is not reached".Length]);
    }

    [Fact]
    public async Task Checkpoint_of_an_unknown_or_unsigned_log_is_refused_whoever_cosigned_it()
    {
        var policy = LogPolicy.Parse(Encoding.UTF8.GetBytes(Example));

        var unsigned = policy.Check(await NoteAsync(Tree, Witnesses));
        var foreign = policy.Check(await NoteAsync(Tree with { Origin = "other.example" }, [Log, .. Witnesses]));
        var none = policy.Check(await LogDirectory.SignerOf("log.example", 1).SignNoteAsync("text\n"u8.ToArray(), TestContext.Current.CancellationToken));

        Assert.Equal("no key of log log.example that the policy has signed it", Assert.Single(unsigned.Reasons));
        Assert.Contains("the log 'other.example' is not one of the policy's", Assert.Single(foreign.Reasons), StringComparison.Ordinal);
        Assert.Contains("is not a checkpoint", Assert.Single(none.Reasons), StringComparison.Ordinal);
        Assert.Equal("KW2525", Assert.Throws<KeywayException>(() => unsigned.OrRefuse()).Code.Id);
    }

    [Fact]
    public async Task One_wrong_signature_of_a_known_key_refuses_the_whole_note()
    {
        var policy = LogPolicy.Parse(Encoding.UTF8.GetBytes(Example));
        var other = await NoteAsync(Tree with { Size = 6 }, [Log, .. Witnesses]);
        var right = await NoteAsync(Tree, [Log, Witnesses[0], Witnesses[1], Witnesses[3]]);

        var wrongWitness = policy.Check(SignedNote.Parse((byte[])[.. right.Bytes.Span, .. SignedNote.FormatLine(other.Signatures[6])]));
        var wrongLog = policy.Check(SignedNote.Parse((byte[])[.. right.Bytes.Span, .. SignedNote.FormatLine(other.Signatures[0])]));

        Assert.True(policy.Check(right).IsAccepted);
        Assert.Equal("the cosignature of witness Y3 is wrong", Assert.Single(wrongWitness.Reasons));
        Assert.Equal("the signature of log log.example is wrong", Assert.Single(wrongLog.Reasons));
    }

    [Fact]
    public async Task Policy_without_witnesses_asks_for_the_log_alone() =>
        Assert.True(LogPolicy.OfLog(Log.Key).Check(await NoteAsync(Tree, [Log])).IsAccepted);

    [Theory]
    [InlineData("quorum none")]
    [InlineData("")]
    [InlineData("LOG\n")]
    [InlineData("quorum none\nquorum none\n")]
    [InlineData("quorum A\nWA\n")]
    [InlineData("WA\nquorum A\nWA\n")]
    [InlineData("WA\nWAsB\nquorum A\n")]
    [InlineData("LOG\nLOG\nquorum none\n")]
    [InlineData("LOG\nLOGASWITNESS\nquorum L\n")]
    [InlineData("WITNESSASLOG\nquorum none\n")]
    [InlineData("LOGKEYASWITNESS\nquorum A\n")]
    [InlineData("WA\nWB\ngroup g 3 A B\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g 0 A B\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g +1 A B\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g most A B\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g any\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g all A A\nquorum g\n")]
    [InlineData("WA\nWB\ngroup g any A\ngroup h all A B\nquorum h\n")]
    [InlineData("WA\ngroup g all A none\nquorum g\n")]
    [InlineData("WA\ngroup g all A g\nquorum g\n")]
    [InlineData("WA\ngroup none all A\nquorum none\n")]
    [InlineData("WA\ngroup A all A\nquorum A\n")]
    [InlineData("WA\u0001\nquorum A\n")]
    [InlineData("WA\r\nquorum A\n")]
    [InlineData("WA ftp://x/\nquorum A\n")]
    [InlineData("witness A nonsense\nquorum A\n")]
    [InlineData("witness A\nquorum A\n")]
    [InlineData("quorum none none\n")]
    [InlineData("trust everybody\nquorum none\n")]
    public void What_is_not_a_policy_is_refused(string text)
    {
        var policy = text
            .Replace("LOGASWITNESS", $"witness L {WitnessOf("log.example", 1).Key}", StringComparison.Ordinal)
            .Replace("WITNESSASLOG", $"log {Witnesses[0].Key}", StringComparison.Ordinal)
            .Replace("LOGKEYASWITNESS", $"witness A {Log.Key}", StringComparison.Ordinal)
            .Replace("LOG", $"log {Log.Key}", StringComparison.Ordinal)
            .Replace("WAsB", $"witness B {Witnesses[0].Key}", StringComparison.Ordinal)
            .Replace("WA", $"witness A {Witnesses[0].Key}", StringComparison.Ordinal)
            .Replace("WB", $"witness B {Witnesses[1].Key}", StringComparison.Ordinal);

        Assert.Equal("KW2520", Assert.Throws<KeywayException>(() => LogPolicy.Parse(Encoding.Latin1.GetBytes(policy))).Code.Id);
    }

    [Fact]
    public void Limits_of_the_specification_are_met_and_more_than_ours_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(0, 100).Select(number => $"witness w{number} {WitnessOf("w.example", (byte)number).Key}\n"));
        var groups = string.Concat(Enumerable.Range(0, 32).Select(number => $"group g{number} any w{number}\n"));

        Assert.Equal(100, LogPolicy.Parse(Encoding.UTF8.GetBytes(lines + groups + "quorum g0\n")).Witnesses.Length);
        Assert.Throws<KeywayException>(() => LogPolicy.Parse(Encoding.UTF8.GetBytes(lines + string.Concat(Enumerable.Range(0, 300).Select(number => $"group g{number} any w{number % 100}\n")) + "quorum g0\n")));
    }

    internal static async Task<SignedNote> NoteAsync(Checkpoint checkpoint, NoteSigner[] signers)
    {
        List<byte> lines = [];
        foreach (var signer in signers) lines.AddRange(SignedNote.FormatLine(await signer.SignAsync(checkpoint.ToNoteText(), TestContext.Current.CancellationToken)));
        return SignedNote.WithLines(checkpoint.ToNoteText(), lines.ToArray())!;
    }

    private static NoteSigner WitnessOf(string name, byte seed)
    {
        var key = LogDirectory.Key(seed);
        return new NoteSigner(NoteKey.OfWitness(name, key.PublicKey), key, FixedTime.Default);
    }
}
