// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Publishing.Sbom;

/// <summary>A symbolic link of a build, both sides as paths in the package tree.</summary>
internal sealed record ContentLink(string Path, string Target)
{
    /// <summary>A link as the package lists it: a target relative to the directory of the link.</summary>
    public static ContentLink Of(string path, string target)
    {
        List<string> parts = [.. path.Split('/')[..^1]];
        foreach (var part in target.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        return new(path, string.Join('/', parts));
    }
}
