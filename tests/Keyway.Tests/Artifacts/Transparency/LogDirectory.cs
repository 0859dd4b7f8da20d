// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>A log in a fresh directory, with a key that is the same in every run.</summary>
internal sealed class LogDirectory : IDisposable
{
    public const string Origin = "test.example/log";

    // Hundreds of logs are made: none of these tests is about the real disk, and waiting for it is most of their time. The end-to-end tests use it.
    private const string Memory = "/dev/shm";

    private readonly TemporaryDirectory directory = new();

    public LogDirectory() => Path = Directory.Exists(Memory) ? System.IO.Path.Combine(Memory, System.IO.Path.GetFileName(directory.Path)) : directory.Combine("log");

    public string Path { get; }

    public NoteSigner Signer { get; } = SignerOf(Origin, 1);

    public DirectoryResources Resources => new(Path);

    public static SoftwareKey Key(byte seed) => SoftwareKey.FromPkcs8([.. Convert.FromHexString("302e020100300506032b657004220420"), .. Enumerable.Repeat(seed, 32)]);

    public static NoteSigner SignerOf(string name, byte seed)
    {
        var key = Key(seed);
        return new NoteSigner(NoteKey.OfLog(name, key.PublicKey), key, FixedTime.Default);
    }

    public static ReadOnlyMemory<byte>[] Entries(int start, int count) => [.. Enumerable.Range(start, count).Select(index => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"entry {index}"))];

    public Task<TiledLog> CreateAsync(Action<LogFileOperation>? hook = null) => LogOpening.CreateAsync(Path, Signer, LogPublication.AtOnce, hook, TestContext.Current.CancellationToken);

    public Task<TiledLog> OpenAsync(Action<LogFileOperation>? hook = null) => LogOpening.OpenAsync(Path, Signer, LogPublication.AtOnce, hook, TestContext.Current.CancellationToken);

    /// <summary>Makes the log with so many entries, in batches of a size.</summary>
    public async Task FillAsync(int count, int batch)
    {
        using var log = await CreateAsync();
        for (var start = 0; start < count; start += batch) await log.AppendAsync(Entries(start, Math.Min(batch, count - start)), TestContext.Current.CancellationToken);
    }

    /// <summary>The published checkpoint, verified.</summary>
    public Checkpoint Published() => Checkpoint.Open(SignedNote.Parse(File.ReadAllBytes(System.IO.Path.Combine(Path, "checkpoint"))), Signer.Key, Path);

    public Task<AuditedLog> AuditAsync(Checkpoint? since = null) => LogAudit.RunAsync(Resources, Published(), since, null, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        directory.Dispose();
    }
}
