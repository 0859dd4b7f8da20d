// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>
/// The directory in which a client keeps what it trusted (spec/trust): <c>root.json</c>, <c>timestamp.json</c> and so on exactly as received, every root in
/// <c>root_history/</c>, and the time of the last update. Each file is replaced whole and durably; whatever is read from it is verified again. One writer at a time.
/// </summary>
public sealed class TufState(string directory, TimeProvider time)
{
    private const string HistoryFolder = "root_history";
    private const string LastUpdateFile = "last-update";
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int LargestFile = 64 << 20;

    /// <summary>Path of the directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>When the last update succeeded; null when none did or nobody knows.</summary>
    public DateTimeOffset? LastUpdate =>
        ReadFile(Path.Combine(Directory, LastUpdateFile), 64) is { } text
        && DateTimeOffset.TryParseExact(System.Text.Encoding.ASCII.GetString(text).Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    /// <summary>The time to check expiry against: now. In the past of the last update there is none.</summary>
    /// <exception cref="KeywayException">KW2317: the clock was set back by more than the tolerance.</exception>
    public DateTimeOffset StartTime(TimeSpan tolerance)
    {
        var now = time.GetUtcNow();
        return tolerance != Timeout.InfiniteTimeSpan && LastUpdate is { } seen && now < seen - tolerance ? throw Errors.ClockSetBack(Directory, now, seen) : now;
    }

    internal byte[]? Read(string role) => ReadFile(PathOf(role), LargestFile);

    internal byte[]? ReadRoot(long version) => ReadFile(HistoryPath(version), LargestFile);

    internal Task WriteAsync(string role, byte[] bytes, CancellationToken cancellationToken) => AtomicFile.WriteAsync(PathOf(role), bytes, cancellationToken);

    /// <summary>The history first: root.json must never be newer than the chain that leads to it.</summary>
    internal async Task WriteRootAsync(long version, byte[] bytes, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(Path.Combine(Directory, HistoryFolder));
        await AtomicFile.WriteAsync(HistoryPath(version), bytes, cancellationToken);
        await WriteAsync(RoleNames.Root, bytes, cancellationToken);
    }

    internal Task WriteLastUpdateAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(Path.Combine(Directory, LastUpdateFile), System.Text.Encoding.ASCII.GetBytes(moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) + "\n"), cancellationToken);

    /// <summary>Forgets roles, durably.</summary>
    internal void Delete(params IReadOnlyList<string> roles)
    {
        foreach (var role in roles) File.Delete(PathOf(role));
        DurableDirectory.Sync(Directory);
    }

    /// <exception cref="KeywayException">KW2318: another program holds it for too long.</exception>
    internal Task<IDisposable> LockAsync(CancellationToken cancellationToken) => DirectoryLock.TakeAsync(Directory, time, cancellationToken);

    private string PathOf(string role) => Path.Combine(Directory, RoleFile.InState(role));

    private string HistoryPath(long version) => Path.Combine(Directory, HistoryFolder, $"{version}.root.json");

    // Longer than the limit is no metadata of ours: the parser refuses what is left of it.
    private static byte[]? ReadFile(string path, int limit) => File.Exists(path) ? SmallFile.Read(path, limit) : null;
}
