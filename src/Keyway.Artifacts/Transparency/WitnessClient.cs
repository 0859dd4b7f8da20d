// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Asks witnesses to cosign a checkpoint of a log, with the proof that it extends what they saw before. A witness that saw a larger tree, or another one of the same size, shows that
/// the log was put back or forked: that is told as such. Thread safe. Spec: c2sp.org/tlog-witness.
/// <list type="number">
/// <item>The checkpoint is sent with the size that the witness saw last, as far as is known.</item>
/// <item>A witness that saw another size answers it (409); the checkpoint is sent once more, with the proof from there.</item>
/// <item>Of the answered lines those of the witness's key are verified over the checkpoint; others are ignored.</item>
/// </list>
/// </summary>
/// <param name="web">Does the exchanges.</param>
/// <param name="resources">The log, from which proofs are made.</param>
public sealed class WitnessClient(WebClient web, ILogResources resources)
{
    private const int LargestAnswer = 128 * 1024;
    private const string SizeType = "text/x.tlog.size";

    /// <summary>Asks every witness of a policy that has an address, and adds what they answered to the checkpoint.</summary>
    /// <param name="note">The checkpoint with the log's signature.</param>
    /// <param name="policy">The witnesses, and how many of them must cosign.</param>
    /// <param name="knownSize">The size that they cosigned last, as far as is known; 0 when it is not.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="KeywayException">KW2524: too few cosigned; KW2523: one of them saw another tree.</exception>
    public async Task<SignedNote> CosignAsync(SignedNote note, LogPolicy policy, long knownSize, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(policy.Witnesses.Where(witness => witness.Address is not null).Select(witness => AskAsync(witness, note, knownSize, cancellationToken)));
        var conflict = Array.Find(answers, answer => answer.Refusal?.Code == Errors.WitnessConflictCode);
        if (conflict is not null) throw conflict.Refusal!;
        byte[] bytes = [.. note.Bytes.Span, .. answers.SelectMany(answer => answer.Cosignatures).SelectMany(line => SignedNote.FormatLine(line))];
        var cosigned = SignedNote.Parse(bytes);
        var verdict = policy.Check(cosigned);
        return verdict.IsAccepted ? cosigned : throw Errors.QuorumMissed(verdict.Reasons, answers.Where(answer => answer.Refusal is not null).Select(answer => answer.Refusal!.Message));
    }

    /// <summary>Asks one witness. A refusal is part of the answer: one witness must not keep the others from being asked.</summary>
    public async Task<WitnessAnswer> AskAsync(PolicyWitness witness, SignedNote note, long knownSize, CancellationToken cancellationToken)
    {
        try
        {
            var checkpoint = Checkpoint.Parse(note.Text.Span);
            var answer = await SendAsync(witness, note, checkpoint, Math.Min(knownSize, checkpoint.Size), cancellationToken);
            if (answer.Status == 409 && LastSize(answer) is { } size)
            {
                if (size > checkpoint.Size) throw Errors.WitnessAhead(witness, size, checkpoint);
                if (size == checkpoint.Size && knownSize == size) throw Errors.WitnessSawOther(witness, checkpoint);
                answer = await SendAsync(witness, note, checkpoint, size, cancellationToken);
                if (answer.Status == 409 && size == checkpoint.Size) throw Errors.WitnessSawOther(witness, checkpoint);
            }

            return new WitnessAnswer(witness, [.. Cosignatures(witness, note, answer)], null);
        }
        catch (KeywayException refusal)
        {
            return new WitnessAnswer(witness, [], refusal);
        }
    }

    private async Task<WebAnswer> SendAsync(PolicyWitness witness, SignedNote note, Checkpoint checkpoint, long oldSize, CancellationToken cancellationToken)
    {
        var proof = oldSize == 0 ? [] : await new LogReader(resources, checkpoint).ProveConsistencyAsync(oldSize, cancellationToken);
        StringBuilder head = new($"old {oldSize.ToString(CultureInfo.InvariantCulture)}\n");
        foreach (var hash in proof) head.Append($"{hash.ToBase64()}\n");
        WebRequest request = new()
        {
            Method = HttpMethod.Post,
            Address = new Uri($"{witness.Address!.ToString().TrimEnd('/')}/add-checkpoint"),
            Body = [.. Encoding.ASCII.GetBytes(head.Append('\n').ToString()), .. note.Bytes.Span],
            MediaType = "text/plain",
        };
        return await web.SendAsync(request, LargestAnswer, cancellationToken);
    }

    private static IEnumerable<NoteSignature> Cosignatures(PolicyWitness witness, SignedNote note, WebAnswer answer)
    {
        if (answer.Status == 422) throw Errors.WitnessSawOther(witness, Checkpoint.Parse(note.Text.Span));
        if (answer.Status != 200) throw Errors.WitnessRefused(witness, answer.Status, answer.Excerpt);
        var lines = SignedNote.WithLines(note.Text, answer.Body) ?? throw Errors.WitnessAnswered(witness, "something else than signature lines");
        return witness.Key.Check(lines).Verdict switch
        {
            NoteVerdict.Signed => lines.Signatures.Where(line => line.KeyId == witness.Key.KeyId && line.Name == witness.Key.Name).Take(1),
            NoteVerdict.Wrong => throw Errors.WitnessAnswered(witness, "a cosignature that does not verify"),
            _ => throw Errors.WitnessAnswered(witness, "no cosignature of its key"),
        };
    }

    private static long? LastSize(WebAnswer answer) =>
        answer.MediaType == SizeType && answer.Body is [.. var digits, (byte)'\n'] && Checkpoint.TryParseSize(digits, out var size) ? size : null;
}
