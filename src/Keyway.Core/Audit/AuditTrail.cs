// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;

namespace Keyway.Audit;

/// <summary>
/// Keeps every decision for good: its document in a directory, and the document's digest in a transparency log beside it that nobody can rewrite unseen. Made on first use. When a
/// decision cannot be recorded it must not be acted on: let the refusal through. Thread safe; programs that record at the same time wait for each other.
/// <list type="number">
/// <item>The document is written whole, durably, under its digest.</item>
/// <item>The digest is appended to the log, durably: from here on the decision is in the trail. A document whose digest did not get that far is told as such, and harms nothing.</item>
/// </list>
/// Spec: spec/audit.
/// </summary>
/// <param name="directory">The trail's directory.</param>
/// <param name="actor">Who decides.</param>
/// <param name="time">The clock.</param>
public sealed class AuditTrail(string directory, AuditActor actor, TimeProvider time)
{
    private const int LongestText = 2048;
    private const int MostReasons = 64;

    /// <summary>Signs the log's checkpoints; null for a key of the trail's own, made on first use.</summary>
    public ISigningKey? HostKey { get; init; }

    /// <summary>Adds a decision; it is on the disk when this returns. Long texts and lists are cut, never the decision.</summary>
    /// <exception cref="KeywayException">KW2570: others write for too long; KW2571: the trail's key is gone; KW2574: the disk refuses; what the log refuses with.</exception>
    public async Task<RecordedDecision> RecordAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(record, cancellationToken);
        }
        catch (Exception refused) when (IsOfDisk(refused))
        {
            throw Errors.NotWritten(directory, refused);
        }
    }

    private static bool IsOfDisk(Exception refused) =>
        refused is IOException or UnauthorizedAccessException or KeywayException { Code.Kind: ErrorKind.PreflightFailed, InnerException: IOException or UnauthorizedAccessException };

    private async Task<RecordedDecision> WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        using var turn = await AuditTurn.TakeAsync(directory, time, cancellationToken);
        using AuditKey key = await AuditKey.LoadAsync(directory, HostKey, cancellationToken);
        using var log = await OpenAsync(key, cancellationToken);
        var document = AuditJson.Write(Entry(record));
        var digest = Digest.OfBytes(document);
        var path = AuditFiles.Document(directory, digest);
        DurableDirectory.Create(Path.GetDirectoryName(path)!);
        await AtomicFile.WriteAsync(path, document, cancellationToken);
        var appended = await log.AppendAsync([Encoding.ASCII.GetBytes(digest.ToString())], cancellationToken);
        return new RecordedDecision(appended.FirstIndex, digest);
    }

    private async Task<TiledLog> OpenAsync(AuditKey key, CancellationToken cancellationToken)
    {
        var log = AuditFiles.Log(directory);
        NoteSigner signer = new(key.Public, key.Private, time);
        return LogFolder.Exists(log)
            ? await TiledLog.OpenAsync(log, signer, LogPublication.AtOnce, cancellationToken)
            : await TiledLog.CreateAsync(log, signer, LogPublication.AtOnce, cancellationToken);
    }

    private AuditEntry Entry(AuditRecord record) => new()
    {
        SchemaVersion = AuditEntry.CurrentVersion,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        Actor = actor,
        Action = record.Action,
        Subject = record.Subject with { Reference = Cut(record.Subject.Reference) },
        Policy = record.Policy,
        Decision = record.Decision,
        Reasons = Cut(record.Reasons),
    };

    private static ImmutableArray<AuditReason> Cut(ImmutableArray<AuditReason> reasons)
    {
        ImmutableArray<AuditReason> kept = [.. reasons.Take(MostReasons).Select(reason => reason with { Text = Cut(reason.Text) })];
        return reasons.Length <= MostReasons ? kept : kept.Add(new AuditReason { Text = $"and {reasons.Length - MostReasons} more" });
    }

    // What others wrote may hold half a surrogate pair, which no JSON text can; what is cut must not make one.
    private static string Cut(string text)
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        if (valid.Length <= LongestText) return valid;
        var end = char.IsHighSurrogate(valid[LongestText - 1]) ? LongestText - 1 : LongestText;
        return valid[..end] + "…";
    }
}
