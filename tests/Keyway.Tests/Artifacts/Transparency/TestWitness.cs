// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>A witness that follows c2sp.org/tlog-witness to the letter, for one log, in memory.</summary>
internal sealed class TestWitness : IAsyncDisposable
{
    private readonly NoteKey log;
    private readonly NoteSigner signer;
    private readonly LoopbackServer server;

    public TestWitness(string name, byte seed, NoteKey log)
    {
        this.log = log;
        var key = LogDirectory.Key(seed);
        signer = new NoteSigner(NoteKey.OfWitness($"{name}.example", key.PublicKey), key, FixedTime.Default);
        server = new LoopbackServer(request => Override?.Invoke(request) ?? Answer(request));
        Witness = new PolicyWitness(name, signer.Key, new Uri($"http://{server.Authority}/"));
    }

    public PolicyWitness Witness { get; }

    /// <summary>The latest checkpoint that it cosigned.</summary>
    public Checkpoint Latest { get; set; } = new("", 0, TreeHash.OfEmptyTree);

    /// <summary>Answers instead, where a test wants a witness that is wrong.</summary>
    public Func<LoopbackRequest, LoopbackResponse>? Override { get; set; }

    public int RequestCount => server.Requests.Count;

    /// <summary>Its line of a policy.</summary>
    public string PolicyLine => $"witness {Witness.Name} {Witness.Key} {Witness.Address}\n";

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public Task<NoteSignature> SignAsync(byte[] text) => signer.SignAsync(text, TestContext.Current.CancellationToken);

    private LoopbackResponse Answer(LoopbackRequest request)
    {
        if (request is not { Method: "POST", Path: "/add-checkpoint" }) return LoopbackResponse.Of(404);
        var split = Encoding.UTF8.GetString(request.Body).Split("\n\n", 2);
        var lines = split[0].Split('\n');
        var oldSize = long.Parse(lines[0]["old ".Length..], CultureInfo.InvariantCulture);
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(split[1]));
        if (log.Check(note).Verdict != NoteVerdict.Signed) return LoopbackResponse.Of(403);
        var checkpoint = Checkpoint.Parse(note.Text.Span);
        if (oldSize > checkpoint.Size) return LoopbackResponse.Of(400);
        if (oldSize != Latest.Size) return LoopbackResponse.Of(409, $"{Latest.Size}\n", ("Content-Type", "text/x.tlog.size"));
        if (oldSize == checkpoint.Size && checkpoint.Root != Latest.Root) return LoopbackResponse.Of(409, $"{Latest.Size}\n", ("Content-Type", "text/x.tlog.size"));
        TreeHash[] proof = [.. lines.Skip(1).Select(line => TreeHash.FromBytes(Convert.FromBase64String(line)))];
        if (!ConsistencyProof.Verify(oldSize, checkpoint.Size, Latest.Root, checkpoint.Root, proof)) return LoopbackResponse.Of(422);
        Latest = checkpoint;
        return LoopbackResponse.Of(200, SignedNote.FormatLine(SignAsync(note.Text.ToArray()).GetAwaiter().GetResult()));
    }
}
