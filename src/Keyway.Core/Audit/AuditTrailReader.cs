// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;

namespace Keyway.Audit;

/// <summary>Reads a trail and checks it: the log's tree against its signed head, and every document against its digest in the log. Takes no lock and changes nothing. Thread safe.</summary>
/// <param name="directory">The trail's directory.</param>
public sealed class AuditTrailReader(string directory)
{
    private const int LongestDigest = 256;

    /// <summary>The key that signs the trail, as its directory says; compare it with a copy kept elsewhere.</summary>
    /// <exception cref="KeywayException">KW2572: no trail.</exception>
    public NoteKey ReadKey() => LogFolder.Exists(AuditFiles.Log(directory)) ? LogFolder.ReadKey(AuditFiles.Log(directory)) : throw Errors.NoTrail(directory);

    /// <summary>The decisions in their order, from a number on. Each document is checked against the log.</summary>
    /// <exception cref="KeywayException">KW2572: no trail; KW2573: a document is missing or altered; what a damaged log is refused with.</exception>
    public async IAsyncEnumerable<AuditedEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await LogFolder.ReadHeadAsync(AuditFiles.Log(directory), ReadKey(), cancellationToken);
        LogReader log = new(new DirectoryResources(AuditFiles.Log(directory)), head);
        for (var index = from; index < head.Size; index++)
            yield return Read(index, await log.ReadEntryAsync(index, cancellationToken));
    }

    /// <summary>Checks everything: the whole log, every document, and that an older checkpoint, kept elsewhere, is a start of it.</summary>
    /// <param name="key">The key that must have signed the trail, or null for the one that its directory names.</param>
    /// <param name="since">A checkpoint of the trail that was kept elsewhere, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="KeywayException">As for <see cref="ReadAsync"/>.</exception>
    public async Task<AuditTrailReport> VerifyAsync(NoteKey? key, SignedNote? since, CancellationToken cancellationToken)
    {
        var log = AuditFiles.Log(directory);
        var trusted = key ?? ReadKey();
        var head = await LogFolder.ReadHeadAsync(log, trusted, cancellationToken);
        if (since is not null) await LogFolder.RequireOlderAsync(log, head, Checkpoint.Open(since, trusted, log), cancellationToken);
        Tally tally = new();
        await LogAudit.RunAsync(new DirectoryResources(log), head, null, (index, entry) => tally.AddAsync(Read(index, entry)), cancellationToken);
        return new AuditTrailReport(trusted, head, tally.Admitted, tally.Refused, tally.TimesSetBack, Unlogged(tally.Digests));
    }

    private AuditedEntry Read(long index, ReadOnlyMemory<byte> logged)
    {
        if (logged.Length > LongestDigest || !Digest.TryParse(Encoding.UTF8.GetString(logged.Span), out var digest)) throw Errors.NoDigest(directory, index);
        var path = AuditFiles.Document(directory, digest);
        if (!File.Exists(path)) throw Errors.DocumentMissing(path, index);
        var document = SmallFile.Read(path, AuditJson.LargestEntry);
        var actual = Digest.OfBytes(document);
        if (actual != digest) throw Errors.DocumentAltered(path, index, digest, actual);
        return new AuditedEntry(index, digest, AuditJson.Read(document, out var reason) ?? throw Errors.DocumentUnreadable(path, index, reason));
    }

    private IReadOnlyList<string> Unlogged(HashSet<string> logged)
    {
        var documents = AuditFiles.Documents(directory);
        if (!Directory.Exists(documents)) return [];
        var names = Directory.EnumerateFiles(documents, "*.json", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path));
        return [.. names.Where(name => !logged.Contains(name)).Order(StringComparer.Ordinal)];
    }

    private sealed class Tally
    {
        private DateTimeOffset latest = DateTimeOffset.MinValue;

        public long Admitted { get; private set; }

        public long Refused { get; private set; }

        public long TimesSetBack { get; private set; }

        public HashSet<string> Digests { get; } = new(StringComparer.Ordinal);

        public ValueTask AddAsync(AuditedEntry audited)
        {
            if (audited.Entry.Decision == AuditDecision.Admitted) Admitted++;
            else Refused++;
            if (audited.Entry.Time < latest) TimesSetBack++;
            latest = audited.Entry.Time;
            Digests.Add(audited.Digest.Hex);
            return ValueTask.CompletedTask;
        }
    }
}
