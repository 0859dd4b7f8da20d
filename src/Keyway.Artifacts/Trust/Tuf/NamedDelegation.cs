// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>A delegation to one role, for path patterns or for prefixes of the path's hash. Immutable.</summary>
internal sealed record NamedDelegation(RoleKeys Keys, bool IsTerminating, IReadOnlyList<string>? Paths, IReadOnlyList<string>? HashPrefixes) : Delegation(Keys, IsTerminating)
{
    public override RoleKeys? For(string targetPath) => Covers(targetPath) ? Keys : null;

    public static NamedDelegation Read(MetadataMembers members, IReadOnlyDictionary<string, TufKey> keys)
    {
        var name = CheckedName(members.Text("name"), members);
        IReadOnlyList<string>? paths = members.Has("paths") ? [.. members.Texts("paths")] : null;
        IReadOnlyList<string>? prefixes = members.Has("path_hash_prefixes") ? [.. members.Texts("path_hash_prefixes")] : null;
        if (paths is null == prefixes is null) throw Errors.BadMetadata(members.File, $"the delegation to '{name}' must have either paths or path_hash_prefixes");
        return new(RoleKeys.Read(name, members, keys), members.Truth("terminating", otherwise: false), paths, prefixes);
    }

    private bool Covers(string targetPath)
    {
        if (Paths is not null) return Paths.Any(pattern => PathPattern.Matches(pattern, targetPath));
        var hash = Convert.ToHexStringLower(HashOf(targetPath));
        return HashPrefixes!.Any(prefix => hash.StartsWith(prefix, StringComparison.Ordinal));
    }
}
