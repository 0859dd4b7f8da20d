// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Transparency;

/// <summary>What a log's own directory says about it, read without the writer's lock.</summary>
public static class LogFolder
{
    private const int LargestVkey = 8192;

    /// <summary>True when a log was made there.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, LogState.Head));

    /// <summary>The log's public key, as the directory says.</summary>
    /// <exception cref="KeywayException">KW2510: no log; KW2503: no key.</exception>
    public static NoteKey ReadKey(string directory)
    {
        var path = Path.Combine(directory, LogState.Key);
        if (!File.Exists(path)) throw Errors.NoLog(directory);
        return NoteKey.Parse(Encoding.UTF8.GetString(SmallFile.Read(path, LargestVkey)).TrimEnd('\n'));
    }

    /// <summary>The committed tree head, verified with a key, and never older than the published checkpoint.</summary>
    /// <exception cref="KeywayException">KW2510: no log; KW2501, KW2502, KW2514: no head that this key signed; KW2515: the log was put back or forked.</exception>
    public static async Task<Checkpoint> ReadHeadAsync(string directory, NoteKey key, CancellationToken cancellationToken)
    {
        if (!Exists(directory)) throw Errors.NoLog(directory);
        var head = Checkpoint.Open(SignedNote.Parse(SmallFile.Read(Path.Combine(directory, LogState.Head), SignedNote.LargestNote)), key, directory);
        await LogOpening.ReadPublishedAsync(directory, key, head, cancellationToken);
        return head;
    }

    /// <summary>Refuses a verified checkpoint that is not one of the head's tree: kept elsewhere, it shows a log that was put back or forked.</summary>
    /// <exception cref="KeywayException">KW2515: the log was put back or forked; KW2513: it is damaged.</exception>
    public static Task RequireOlderAsync(string directory, Checkpoint head, Checkpoint older, CancellationToken cancellationToken) =>
        LogOpening.RequireOlderAsync(directory, head, older, cancellationToken);
}
