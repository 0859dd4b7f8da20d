// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Transparency;

/// <summary>Makes and opens logs: takes the lock, reads the committed head, checks the end of the tree and makes up for what a crash left undone.</summary>
internal static class LogOpening
{
    private const int WouldBlock = 11; // EWOULDBLOCK, which .NET passes through when another has the lock

    public static async Task<TiledLog> CreateAsync(string directory, NoteSigner signer, LogPublication publication, Action<LogFileOperation>? hook, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(directory);
        LogFiles files = new(directory, hook);
        files.MakeDirectory(LogState.Folder);
        var mutex = Lock(directory);
        try
        {
            if (LogFolder.Exists(directory)) throw Errors.LogExists(directory);
            Checkpoint head = new(signer.Key.Name, 0, TreeHash.OfEmptyTree);
            var note = await signer.SignNoteAsync(head.ToNoteText(), cancellationToken);
            files.Write(LogState.Key, Encoding.UTF8.GetBytes($"{signer.Key}\n"));
            files.SynchroniseNames();
            files.Replace(LogState.Head, note.Bytes.ToArray());
            files.SynchroniseNames();
            if (publication == LogPublication.AtOnce) files.Replace(TilePath.Checkpoint, note.Bytes.ToArray());
            return new TiledLog(directory, signer, publication, files, mutex, new CommittedLog(head, note, new TreeEdge(), []));
        }
        catch
        {
            await mutex.DisposeAsync();
            throw;
        }
    }

    public static async Task<TiledLog> OpenAsync(string directory, NoteSigner signer, LogPublication publication, Action<LogFileOperation>? hook, CancellationToken cancellationToken)
    {
        if (!LogFolder.Exists(directory)) throw Errors.NoLog(directory);
        var mutex = Lock(directory);
        try
        {
            LogFiles files = new(directory, hook);
            RequireKey(directory, signer.Key);

            // The former writer may have died between renaming the head and synchronising it: it must not go back once we built on it.
            files.Settle(LogState.Head);
            var committed = await ReadAsync(directory, signer.Key, cancellationToken);
            await RepublishAsync(files, directory, signer.Key, committed, publication, cancellationToken);
            return new TiledLog(directory, signer, publication, files, mutex, committed);
        }
        catch
        {
            await mutex.DisposeAsync();
            throw;
        }
    }

    /// <summary>Refuses a checkpoint that is not one of a committed tree: a fork, or a log that was put back to an older state.</summary>
    public static async Task RequireOlderAsync(string directory, Checkpoint head, Checkpoint other, CancellationToken cancellationToken)
    {
        if (other.Size > head.Size) throw Errors.LogRolledBack(directory, head, other);
        var root = await new LogReader(new DirectoryResources(directory), head).ReadRootAsync(other.Size, cancellationToken);
        if (root != other.Root) throw Errors.LogForked(directory, other, root);
    }

    private static FileStream Lock(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, LogState.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            throw Errors.LogBusy(directory, held);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Errors.WriteFailed(Path.Combine(directory, LogState.Lock), reason);
        }
    }

    private static void RequireKey(string directory, NoteKey key)
    {
        var own = LogFolder.ReadKey(directory);
        if (own.ToString() != key.ToString()) throw Errors.OtherKey(own, key.PublicKey);
    }

    private static async Task<CommittedLog> ReadAsync(string directory, NoteKey key, CancellationToken cancellationToken)
    {
        var note = SignedNote.Parse(SmallFile.Read(Path.Combine(directory, LogState.Head), SignedNote.LargestNote));
        var head = Checkpoint.Open(note, key, directory);
        LogReader reader = new(new DirectoryResources(directory), head);
        var edge = await reader.ReadEdgeAsync(head.Size, cancellationToken);
        if (edge.Root != head.Root) throw Errors.LogDamaged(directory, $"its tiles give the root {edge.Root}, its head says {head.Root}");
        var bundle = await reader.ReadUnfinishedBundleAsync(cancellationToken);
        return new CommittedLog(head, note, edge, bundle);
    }

    /// <summary>The published checkpoint, found to be one of the committed tree; null when there is none that this log signed.</summary>
    public static async Task<Checkpoint?> ReadPublishedAsync(string directory, NoteKey key, Checkpoint head, CancellationToken cancellationToken)
    {
        var bytes = await new DirectoryResources(directory).ReadAsync(TilePath.Checkpoint, SignedNote.LargestNote, cancellationToken);
        if (bytes is null || !SignedNote.TryParse(bytes, out var note, out _) || key.Check(note).Verdict != NoteVerdict.Signed) return null;
        var published = Checkpoint.Open(note, key, directory);
        await RequireOlderAsync(directory, head, published, cancellationToken);
        return published;
    }

    private static async Task RepublishAsync(LogFiles files, string directory, NoteKey key, CommittedLog committed, LogPublication publication, CancellationToken cancellationToken)
    {
        var published = await ReadPublishedAsync(directory, key, committed.Head, cancellationToken);
        if (published?.Size == committed.Head.Size || publication == LogPublication.AfterCosigning) return;
        files.Replace(TilePath.Checkpoint, committed.HeadNote.Bytes.ToArray());
    }
}
