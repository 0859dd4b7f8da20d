// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>Which links of a generation a layer provides, and that it holds nothing else. Spec: spec/host-store §"Generations".</summary>
internal static class LayerLinks
{
    /// <summary>The paths to link, such as <c>modules/6.12.94</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> PathsOf(PackagedLayer layer)
    {
        var links = layer.Kind switch
        {
            PayloadKind.Userspace => ["userspace"],
            PayloadKind.KernelModule => ["modules/" + layer.Kernel],
            PayloadKind.Dkms => layer.Files.Where(file => file.Path.Count('/') == 1).Select(file => file.Path),
            _ => layer.Files.Where(file => file.Type != PackagedFileType.Directory).Select(file => file.Path),
        };
        string[] ordered = [.. links.Order(StringComparer.Ordinal)];
        RefuseMisplaced(layer, ordered);
        RefuseIncomplete(layer, ordered);
        return ordered;
    }

    /// <summary>Refuses two links of one path, and a link below another.</summary>
    public static void RefuseConflicts(IEnumerable<(string Path, string Layer)> links)
    {
        Dictionary<string, string> seen = [];
        foreach (var (path, layer) in links.OrderBy(link => link.Path, StringComparer.Ordinal))
        {
            var taken = AncestorsAndSelf(path).FirstOrDefault(seen.ContainsKey);
            if (taken is not null) throw Errors.LinkConflict(path, layer, seen[taken]);
            seen.Add(path, layer);
        }
    }

    private static void RefuseMisplaced(PackagedLayer layer, string[] links)
    {
        var (top, allowed) = layer.Kind switch
        {
            PayloadKind.Userspace => ("userspace", "userspace/"),
            PayloadKind.KernelModule => ("modules", $"modules/{layer.Kernel}/"),
            PayloadKind.Dkms => ("dkms", "dkms/<name>/"),
            _ => ("firmware", "firmware/"),
        };
        bool IsPlaced(PackagedFile file) =>
            links.Any(link => IsAtOrBelow(file.Path, link)) || (file.Type == PackagedFileType.Directory && (links.Any(link => IsAtOrBelow(link, file.Path)) || IsAtOrBelow(file.Path, top)));
        var wrong = layer.Files.FirstOrDefault(file => !IsAtOrBelow(file.Path, top) || !IsPlaced(file));
        if (wrong is not null) throw Errors.MisplacedEntry(layer.Title, wrong.Path, allowed);
    }

    // What is linked must be there, and every directory must be listed before its entries: they are made in that order.
    private static void RefuseIncomplete(PackagedLayer layer, string[] links)
    {
        HashSet<string> listed = new(StringComparer.Ordinal);
        foreach (var file in layer.Files)
        {
            if (file.Path.LastIndexOf('/') is var cut and >= 0 && !listed.Contains(file.Path[..cut])) throw Errors.IncompleteLayer(layer.Title, file.Path[..cut]);
            if (file.Type == PackagedFileType.Directory) listed.Add(file.Path);
        }

        if (links.FirstOrDefault(link => !layer.Files.Any(file => file.Path == link)) is { } missing) throw Errors.IncompleteLayer(layer.Title, missing);
    }

    private static bool IsAtOrBelow(string path, string parent) =>
        path == parent || (path.Length > parent.Length && path[parent.Length] == '/' && path.StartsWith(parent, StringComparison.Ordinal));

    private static IEnumerable<string> AncestorsAndSelf(string path)
    {
        for (var cut = path.IndexOf('/'); cut >= 0; cut = path.IndexOf('/', cut + 1)) yield return path[..cut];
        yield return path;
    }
}
