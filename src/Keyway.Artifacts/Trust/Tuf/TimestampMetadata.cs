// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary><c>timestamp.json</c> (TUF section 4.6): which snapshot is the newest. Immutable.</summary>
internal sealed record TimestampMetadata(SignedDocument Document, long Version, DateTimeOffset Expires, MetaFile Snapshot) : RoleMetadata(Document, Version, Expires)
{
    private const string SnapshotFile = "snapshot.json";

    public static TimestampMetadata Parse(byte[] bytes, string file)
    {
        var document = SignedDocument.Parse(bytes, file);
        var (signed, version, expires) = ReadCommon(document, RoleNames.Timestamp);
        var meta = signed.Object("meta");
        return new(document, version, expires, MetaFile.Read(meta.Object(SnapshotFile)));
    }
}
