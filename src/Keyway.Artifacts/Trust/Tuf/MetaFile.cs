// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What one metadata file says of another (METAFILES in TUF section 4.4): always its version, maybe its length and hashes. Immutable.</summary>
internal sealed record MetaFile(long Version, long? Length, FileHashes? Hashes)
{
    public static MetaFile Read(MetadataMembers members) => new(
        members.Count("version", 1),
        members.Has("length") ? members.Count("length", 0) : null,
        members.Has("hashes") ? FileHashes.Read(members.Object("hashes")) : null);

    public int LimitOr(int limit) => Length is { } length && length < limit ? (int)length : limit;

    public bool Matches(byte[] content) => (Length is null || Length == content.Length) && (Hashes is null || Hashes.Match(content));

    /// <exception cref="KeywayException">KW2305: another length or hash.</exception>
    public void Demand(string step, string file, byte[] content, string listedIn)
    {
        if (Length is { } length && length != content.Length) throw Errors.OtherContent(step, file, $"{length} bytes", $"{content.Length} bytes", listedIn);
        Hashes?.Demand(step, file, content, listedIn);
    }
}
