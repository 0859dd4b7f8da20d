// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Transparency;

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>
/// What a disk may hold after a power cut, computed from the calls that were made: a file's content is there once the file was synchronised, a name once its directory was. Of
/// everything else anything may be there; <see cref="Restore"/> makes one such state. Dies, on demand, before a call.
/// </summary>
internal sealed class SimulatedDisk
{
    private readonly Dictionary<string, Content?> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Content?> durableNames = new(StringComparer.Ordinal);

    /// <summary>How many calls were made.</summary>
    public int Count { get; private set; }

    /// <summary>Dies before the call of this number, counted from 1.</summary>
    public int DeathAt { get; set; } = int.MaxValue;

    public void Before(LogFileOperation operation)
    {
        if (++Count >= DeathAt) throw new SimulatedDeath();
        switch (operation.Kind)
        {
            case LogFileOperationKind.MakeDirectory: names[operation.Path] = null; break;
            case LogFileOperationKind.Write: Write(operation.Path, operation.Content!); break;
            case LogFileOperationKind.Synchronise: if (names.TryGetValue(operation.Path, out var file)) file!.Durable = file.Current; break;
            case LogFileOperationKind.Rename: Rename(operation.Path); break;
            case LogFileOperationKind.RemoveDirectory: Remove(operation.Path); break;
            default: SynchroniseNames(operation.Path); break;
        }
    }

    /// <summary>Makes a directory that holds what was durable, and of the other names those that are chosen.</summary>
    public void Restore(string directory, Func<bool> survives)
    {
        Directory.CreateDirectory(directory);
        foreach (var group in names.Keys.Union(durableNames.Keys).GroupBy(name => Path.GetDirectoryName(name)!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (!Directory.Exists(Path.Combine(directory, group.Key))) continue;
            var chosen = survives() ? names : durableNames;
            foreach (var name in group.Order(StringComparer.Ordinal))
                if (chosen.TryGetValue(name, out var content)) Make(Path.Combine(directory, name), content, survives());
        }
    }

    private static void Make(string path, Content? content, bool survives)
    {
        if (content is null) Directory.CreateDirectory(path);
        else File.WriteAllBytes(path, content.Durable ?? (survives ? content.Current[..(content.Current.Length / 2)] : []));
    }

    private void Write(string path, byte[] content)
    {
        // Truncating makes what was there before uncertain too.
        if (names.TryGetValue(path, out var known)) (known!.Current, known.Durable) = (content, null);
        else names[path] = new Content { Current = content };
    }

    private void Rename(string path)
    {
        names[path] = names[path + ".new"];
        names.Remove(path + ".new");
    }

    private void Remove(string path)
    {
        foreach (var name in names.Keys.Where(name => name == path || name.StartsWith(path + "/", StringComparison.Ordinal)).ToList()) names.Remove(name);
    }

    private void SynchroniseNames(string path)
    {
        foreach (var name in durableNames.Keys.Where(name => Path.GetDirectoryName(name) == path && !names.ContainsKey(name)).ToList()) durableNames.Remove(name);
        foreach (var (name, content) in names)
            if (Path.GetDirectoryName(name) == path) durableNames[name] = content;
    }

    private sealed class Content
    {
        public required byte[] Current { get; set; }

        public byte[]? Durable { get; set; }
    }
}
