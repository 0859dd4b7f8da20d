// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary><c>root.json</c> (TUF section 4.3): the keys of the top-level roles. Immutable.</summary>
internal sealed record RootMetadata(SignedDocument Document, long Version, DateTimeOffset Expires, bool IsConsistent, IReadOnlyDictionary<string, RoleKeys> Roles)
    : RoleMetadata(Document, Version, Expires)
{
    public RoleKeys this[string role] => Roles[role];

    public static RootMetadata Parse(byte[] bytes, string file)
    {
        var document = SignedDocument.Parse(bytes, file);
        var (signed, version, expires) = ReadCommon(document, RoleNames.Root);
        var keys = ReadKeys(signed.Object("keys"));
        var listed = signed.Object("roles");
        var roles = RoleNames.TopLevel.ToDictionary(role => role, role => RoleKeys.Read(role, listed.Object(role), keys), StringComparer.Ordinal);
        return new(document, version, expires, signed.Truth("consistent_snapshot", otherwise: false), roles);
    }
}
