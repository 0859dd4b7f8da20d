// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>Follows a path below a root as a process would that has this root: absolute links start at the root, `..` stops there.</summary>
internal static class ConfinedPath
{
    private const int MaximumLinks = 40;
    private const int MaximumPending = 4096;

    /// <summary>The place the path leads to; null when nothing is there.</summary>
    /// <param name="problem">Why the path could not be followed, if that is not just because nothing is there.</param>
    public static string? Resolve(string root, string path, out string? problem)
    {
        problem = null;
        List<string> done = [];
        Stack<string> pending = new(Parts(path).Reverse());
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..") RemoveLast(done);
            else done.Add(part);
            var here = Join(root, done);
            switch (FileKind.Of(here, followLink: false))
            {
                case UnixFileKind.None:
                    return null;
                case UnixFileKind.Symlink:
                    if (++links > MaximumLinks || pending.Count > MaximumPending) return Stopped("its links go in circles", out problem);
                    if (new FileInfo(here).LinkTarget is not { } target) return null;
                    RemoveLast(done);
                    if (target.StartsWith('/')) done.Clear();
                    foreach (var next in Parts(target).Reverse()) pending.Push(next);
                    break;
            }
        }

        return Join(root, done);
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or "."));

    private static void RemoveLast(List<string> parts)
    {
        if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
    }

    private static string Join(string root, List<string> parts) => parts.Count == 0 ? root : root + "/" + string.Join('/', parts);

    private static string? Stopped(string reason, out string? problem)
    {
        problem = reason;
        return null;
    }
}
