// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>One entry of DELEGATIONS (TUF section 4.5): to whom, for which paths. Immutable.</summary>
/// <param name="Keys">Whose signatures the delegated role needs; for hash bins without the bin's name.</param>
/// <param name="IsTerminating">Whether the search ends here for the paths it matches.</param>
internal abstract record Delegation(RoleKeys Keys, bool IsTerminating)
{
    /// <summary>The delegated role that speaks for a path, or null when this delegation does not cover it.</summary>
    public abstract RoleKeys? For(string targetPath);

    protected static string CheckedName(string name, MetadataMembers members)
    {
        if (name.Length is 0 or > 1024) throw Errors.BadMetadata(members.File, "a delegated role has no name or a very long one");
        return RoleNames.IsTopLevel(name) ? throw Errors.BadMetadata(members.File, $"it delegates to '{name}', the name of a top-level role") : name;
    }

    /// <summary>SHA-256 of the path, by which hash bins and hash prefixes choose.</summary>
    protected static byte[] HashOf(string targetPath) => SHA256.HashData(Encoding.UTF8.GetBytes(targetPath));
}
