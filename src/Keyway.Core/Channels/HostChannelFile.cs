// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Channels;

/// <summary>The file in which a host keeps its <see cref="HostChannel"/>, below its store; the trusted metadata of both repositories lies beside it. Spec: spec/channel §"State of a host".</summary>
public static class HostChannelFile
{
    public const string Name = "host.json";

    private const string LockName = "lock";
    private const int WouldBlock = 11; // EWOULDBLOCK, which .NET passes through when another has the lock
    private const int MostAttempts = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The directory on the host whose file system starts at a root.</summary>
    public static string DirectoryOf(string root) => Path.Combine(root, "var", "lib", "keyway", "channel");

    /// <summary>What the host remembers; null on a host that has not joined a channel.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2400: damaged, or gone while the trusted metadata is there, which is no way out of a channel.</exception>
    public static HostChannel? TryRead(string root)
    {
        var directory = DirectoryOf(root);
        if (TryReadFile(root) is { } host) return host;
        var wasMember = Directory.Exists(Path.Combine(directory, ChannelPaths.Images)) || Directory.Exists(Path.Combine(directory, ChannelPaths.Director));
        return wasMember ? throw Errors.StateMissing(Path.Combine(directory, Name)) : null;
    }

    /// <summary>As <see cref="TryRead"/>, for who joins: what a broken-off attempt left is no membership.</summary>
    internal static HostChannel? TryReadFile(string root)
    {
        var path = Path.Combine(DirectoryOf(root), Name);
        return File.Exists(path) ? ChannelReader.Host(SmallFile.Read(path, ChannelJson.MaxLength + 1), path) : null;
    }

    internal static Task WriteAsync(string root, HostChannel host, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(DirectoryOf(root));
        return AtomicFile.WriteAsync(Path.Combine(DirectoryOf(root), Name), ChannelWriter.Write(host), cancellationToken);
    }

    /// <summary>Changes what the host remembers, from what it remembers now: what another program learned meanwhile is not forgotten.</summary>
    internal static async Task<HostChannel> ChangeAsync(string root, Func<HostChannel, HostChannel> change, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = DirectoryOf(root);
        _ = TryRead(root) ?? throw Errors.NotJoined(Path.Combine(directory, Name));
        await using var turn = await TakeTurnAsync(Path.Combine(directory, LockName), time, cancellationToken);
        var before = TryRead(root) ?? throw Errors.NotJoined(Path.Combine(directory, Name));
        var after = change(before);
        if (after != before) await WriteAsync(root, after, cancellationToken);
        return after;
    }

    // Whoever has it reads and writes one small file: what takes longer than this hangs, and the system's own refusal says enough.
    private static async Task<FileStream> TakeTurnAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held.HResult == WouldBlock && attempt < MostAttempts)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
