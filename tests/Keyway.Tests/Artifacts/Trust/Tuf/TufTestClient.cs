// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>A client with its own state directory, trusting a simulator's first root; each call is a run of its own, as of another process.</summary>
internal sealed class TufTestClient : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ITufSource source;

    private TufTestClient(ITufSource source) => this.source = source;

    public DateTimeOffset Now { get; set; } = RepositorySimulator.Now;

    public TufClientSettings Settings { get; set; } = new();

    public string StateDirectory => directory.Combine("metadata");

    public string TargetDirectory => directory.Combine("targets");

    public TufState State => new(StateDirectory, new FixedTime(Now));

    public static async Task<TufTestClient> OfAsync(RepositorySimulator repository, ITufSource? source = null)
    {
        TufTestClient client = new(source ?? repository);
        await TufClient.TrustAsync(client.State, repository.InitialRoot, CancellationToken.None);
        return client;
    }

    public Task<TufUpdate> UpdateAsync() => new TufClient(source, State, Settings).UpdateAsync(CancellationToken.None);

    public Task<TufUpdate> OpenCachedAsync() => new TufClient(source, State, Settings).OpenCachedAsync(CancellationToken.None);

    /// <summary>The content, or null when no role lists the path.</summary>
    public async Task<byte[]?> DownloadAsync(string path)
    {
        var update = await UpdateAsync();
        return await update.FindAsync(path, CancellationToken.None) is { } target ? await update.ReadAsync(target, TargetDirectory, CancellationToken.None) : null;
    }

    /// <summary>The code and step of a refused update.</summary>
    public async Task<Keyway.Artifacts.KeywayException> RefusalAsync() => await Assert.ThrowsAsync<Keyway.Artifacts.KeywayException>(UpdateAsync);

    public byte[]? Stored(string role) => File.Exists(FileOf(role)) ? File.ReadAllBytes(FileOf(role)) : null;

    /// <summary>Version of what is trusted on the disk; 0 when nothing is.</summary>
    public long Version(string role)
    {
        if (Stored(role) is not { } bytes) return 0;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.GetProperty("signed").GetProperty("version").GetInt64();
    }

    /// <summary>Versions of root, timestamp, snapshot and targets on the disk.</summary>
    public string Versions => string.Join(' ', RoleNames.TopLevel.Select(Version));

    public string FileOf(string role) => Path.Combine(StateDirectory, RoleFile.InState(role));

    public void Dispose() => directory.Dispose();
}
