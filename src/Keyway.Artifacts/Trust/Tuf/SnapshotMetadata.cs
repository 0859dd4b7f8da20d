// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary><c>snapshot.json</c> (TUF section 4.4): the versions of all targets roles that belong together. Immutable.</summary>
internal sealed record SnapshotMetadata(SignedDocument Document, long Version, DateTimeOffset Expires, IReadOnlyDictionary<string, MetaFile> Meta)
    : RoleMetadata(Document, Version, Expires)
{
    public MetaFile? Of(string role) => Meta.GetValueOrDefault(role + ".json");

    public static SnapshotMetadata Parse(byte[] bytes, string file)
    {
        var document = SignedDocument.Parse(bytes, file);
        var (signed, version, expires) = ReadCommon(document, RoleNames.Snapshot);
        var meta = signed.Object("meta").Entries().ToDictionary(entry => entry.Name, entry => MetaFile.Read(entry.Members), StringComparer.Ordinal);
        return new(document, version, expires, meta);
    }
}
