// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// The one writer of a log in a directory that may be served as it is. An append returns when its entries and a signed tree head over them are on the disk; whatever happens
/// before or after, the log never signs two trees of one size. Not safe for concurrent calls: <see cref="LogAppender"/> gathers those.
/// <list type="number">
/// <item>Tiles and bundles of the new tree are written under names that no earlier tree has, and synchronised.</item>
/// <item>The new tree head is signed, and committed by renaming it to <c>.state/head</c>, which is synchronised: from here on the entries are in the log.</item>
/// <item>The checkpoint is published by a rename. A crash before it is made up for by the next writer.</item>
/// </list>
/// Spec: c2sp.org/tlog-tiles; spec/log for the files that are ours.
/// </summary>
public sealed class TiledLog : IDisposable
{
    private readonly LogFiles files;
    private readonly FileStream mutex;
    private readonly NoteSigner signer;
    private readonly LogPublication publication;
    private TreeEdge edge;
    private byte[] unfinishedBundle;
    private bool isUncertain;

    internal TiledLog(string directory, NoteSigner signer, LogPublication publication, LogFiles files, FileStream mutex, CommittedLog committed)
    {
        Directory = directory;
        this.signer = signer;
        this.publication = publication;
        this.files = files;
        this.mutex = mutex;
        edge = committed.Edge;
        unfinishedBundle = committed.UnfinishedBundle;
        Head = committed.Head;
        HeadNote = committed.HeadNote;
    }

    /// <summary>Where it is.</summary>
    public string Directory { get; }

    /// <summary>The log's public key.</summary>
    public NoteKey Key => signer.Key;

    /// <summary>The committed tree head.</summary>
    public Checkpoint Head { get; private set; }

    /// <summary>The committed tree head as the log signed it.</summary>
    public SignedNote HeadNote { get; private set; }

    /// <summary>Makes a new log without entries.</summary>
    /// <exception cref="KeywayException">KW2511: there is one already; KW2512: another writer has it; KW2505, KW2506: the system refused.</exception>
    public static Task<TiledLog> CreateAsync(string directory, NoteSigner signer, LogPublication publication, CancellationToken cancellationToken) =>
        LogOpening.CreateAsync(directory, signer, publication, hook: null, cancellationToken);

    /// <summary>Opens a log for appending, after checking that its end is what its head says.</summary>
    /// <exception cref="KeywayException">KW2510: no log; KW2512: another writer has it; KW2504, KW2513, KW2514, KW2515: it is not the log that this key signed.</exception>
    public static Task<TiledLog> OpenAsync(string directory, NoteSigner signer, LogPublication publication, CancellationToken cancellationToken) =>
        LogOpening.OpenAsync(directory, signer, publication, hook: null, cancellationToken);

    /// <summary>Adds entries, all or none; they are on the disk when this returns. Cancelling has an effect only before the first write.</summary>
    /// <exception cref="KeywayException">
    /// KW2517: an entry is too long; KW2505, KW2506: the system refused; KW2516: an earlier refusal left it unknown what is on the disk, so the log must be opened again.
    /// </exception>
    public async Task<AppendedEntries> AppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken)
    {
        if (isUncertain) throw Errors.LogUncertain(Directory);
        foreach (var entry in entries)
            if (entry.Length > EntryBundle.LongestEntry) throw Errors.EntryTooLong(entry.Length);
        cancellationToken.ThrowIfCancellationRequested();
        var first = edge.Size;
        if (entries.Count == 0) return new AppendedEntries(first, 0, HeadNote);

        TreeGrowth growth = new(edge, unfinishedBundle);
        foreach (var entry in entries) growth.Add(entry.Span);
        growth.Finish();

        // 1. Nothing names these files yet. A refusal here leaves the log as it was.
        foreach (var (path, content) in growth.Files) files.Write(path, content);
        files.SynchroniseNames();

        // 2. and 3. After a refusal here it is unknown which head a power cut would leave: only a new look at the disk tells.
        isUncertain = true;
        await CommitAsync(growth);
        isUncertain = false;
        return new AppendedEntries(first, entries.Count, HeadNote);
    }

    /// <summary>Publishes a cosigned checkpoint of this log: of the committed head, or of an earlier one when others were faster.</summary>
    /// <exception cref="KeywayException">KW2514: not signed by this log; KW2515: not a checkpoint of this tree; KW2505, KW2506: the system refused.</exception>
    public async Task PublishAsync(SignedNote cosigned, CancellationToken cancellationToken)
    {
        var checkpoint = Checkpoint.Open(cosigned, Key, Directory);
        await LogOpening.RequireOlderAsync(Directory, Head, checkpoint, cancellationToken);
        files.Replace(TilePath.Checkpoint, cosigned.Bytes.ToArray());
        files.SynchroniseNames();
    }

    /// <summary>Lets another writer in.</summary>
    public void Dispose() => mutex.Dispose();

    private async Task CommitAsync(TreeGrowth growth)
    {
        Checkpoint head = new(Key.Name, growth.Edge.Size, growth.Edge.Root);
        var note = await signer.SignNoteAsync(head.ToNoteText(), CancellationToken.None);
        files.Replace(LogState.Head, note.Bytes.ToArray());
        files.SynchroniseNames();
        edge = growth.Edge;
        unfinishedBundle = growth.UnfinishedBundle.ToArray();
        (Head, HeadNote) = (head, note);
        if (publication == LogPublication.AtOnce) files.Replace(TilePath.Checkpoint, note.Bytes.ToArray());
        foreach (var directory in growth.Obsolete) files.RemoveDirectory(directory);
    }
}
