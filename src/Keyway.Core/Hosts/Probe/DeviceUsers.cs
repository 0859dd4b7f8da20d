// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Which processes hold a GPU's device files open. Without root only one's own processes show their files: then what is found counts, and nothing found
/// means nothing.
/// </summary>
internal sealed class DeviceUsers
{
    private readonly List<(int Process, string Name, SortedSet<string> Files)> users = [];

    private DeviceUsers()
    {
    }

    /// <summary>True when every process showed its files.</summary>
    public bool IsComplete { get; private set; }

    public static DeviceUsers Of(HostRoot root)
    {
        DeviceUsers found = new();
        var processes = root.List("/proc").Select(Process).Where(process => process > 0).Order().ToArray();
        found.IsComplete = processes.Length > 0;
        foreach (var process in processes)
        {
            if (root.TryList($"/proc/{process}/fd") is not { } open) found.IsComplete = false;
            else found.Add(root, process, open);
        }

        return found;
    }

    /// <summary>Every user with its files; null when nothing was found and not everything was seen.</summary>
    public FactValue? All() => Listed(users.Select(user => One(user.Process, user.Name, user.Files)));

    /// <summary>The users of one GPU's own files; null when nothing was found and not everything was seen.</summary>
    public FactValue? Of(IReadOnlySet<string> files) => Listed(users.Where(user => user.Files.Overlaps(files)).Select(user => One(user.Process, user.Name, null)));

    private FactValue? Listed(IEnumerable<FactValue> found)
    {
        var list = found.ToArray();
        return list.Length > 0 || IsComplete ? FactValue.Of(list) : null;
    }

    private void Add(HostRoot root, int process, IReadOnlyList<string> open)
    {
        SortedSet<string> files = new(StringComparer.Ordinal);
        foreach (var number in open)
            if (root.LinkTarget($"/proc/{process}/fd/{number}") is { } target && IsGpuFile(target)) files.Add(target);
        if (files.Count > 0) users.Add((process, root.ReadLine($"/proc/{process}/comm") ?? "", files));
    }

    private static bool IsGpuFile(string path) =>
        path.StartsWith("/dev/nvidia", StringComparison.Ordinal) || path.StartsWith("/dev/dri/", StringComparison.Ordinal) || path == "/dev/kfd";

    private static int Process(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0;

    private static FactValue One(int process, string name, SortedSet<string>? files)
    {
        List<KeyValuePair<string, FactValue>> members = [KeyValuePair.Create("pid", FactValue.Of(process)), KeyValuePair.Create("name", FactValue.Of(name))];
        if (files is not null) members.Add(KeyValuePair.Create("files", FactValue.Of(files)));
        return FactValue.Of(members);
    }
}
