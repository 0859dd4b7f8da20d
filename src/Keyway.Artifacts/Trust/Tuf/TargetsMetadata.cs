// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary><c>targets.json</c> or the file of a delegated role (TUF section 4.5). Immutable.</summary>
internal sealed record TargetsMetadata(
    SignedDocument Document, long Version, DateTimeOffset Expires, string Role, IReadOnlyDictionary<string, TargetFile> Files, IReadOnlyList<Delegation> Delegations)
    : RoleMetadata(Document, Version, Expires)
{
    public static TargetsMetadata Parse(byte[] bytes, string file, string role)
    {
        var document = SignedDocument.Parse(bytes, file);
        var (signed, version, expires) = ReadCommon(document, RoleNames.Targets);
        var files = signed.Object("targets").Entries().ToDictionary(entry => entry.Name, entry => TargetFile.Read(entry.Name, role, entry.Members), StringComparer.Ordinal);
        return new(document, version, expires, role, files, signed.Has("delegations") ? ReadDelegations(signed.Object("delegations")) : []);
    }

    private static List<Delegation> ReadDelegations(MetadataMembers members)
    {
        var keys = ReadKeys(members.Object("keys"));
        var isSuccinct = members.Has("succinct_roles");
        if (isSuccinct == members.Has("roles")) throw Errors.BadMetadata(members.File, "delegations must have either roles or succinct_roles");
        if (isSuccinct) return [SuccinctDelegation.Read(members.Object("succinct_roles"), keys)];
        List<Delegation> roles = [.. members.Array("roles").Select(role => NamedDelegation.Read(MetadataMembers.Of(role, members.File, "delegations.roles[]"), keys))];
        var twice = roles.GroupBy(role => role.Keys.Role, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? roles : throw Errors.BadMetadata(members.File, $"it delegates to '{twice.Key}' twice");
    }
}
