// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>Decides whether a symbolic link stays inside its payload. Spec: spec/package §"Links".</summary>
internal static class SymlinkTarget
{
    /// <summary>What is wrong with a link, or null.</summary>
    public static string? Problem(LayoutPlace place, SourceEntry link)
    {
        if (place.Kind is not (PayloadKind.Userspace or PayloadKind.Dkms)) return "links are allowed only in userspace and dkms";
        return Problem(place.TreePath, link.Target ?? "", PackageLayout.TreeRoot(place.Kind, place.Name));
    }

    /// <summary>The same over paths of the package tree: <paramref name="root"/> is the directory the link must not leave.</summary>
    public static string? Problem(string link, string target, string root)
    {
        if (target.Length == 0) return "the target is empty";
        if (target.StartsWith('/')) return "the target is absolute";
        if (target.Any(char.IsControl)) return "the target has control characters";
        var parts = target.Split('/');
        var up = parts.TakeWhile(part => part == "..").Count();
        if (parts.Skip(up).Any(part => part is "" or "." or "..")) return "the target is not in its shortest form";
        // Depth of the link's own directory below the root of its payload.
        var depth = link.AsSpan(root.Length).Count('/') - 1;
        return up > depth ? $"the target leads out of {root}/" : null;
    }
}
