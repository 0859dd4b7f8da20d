// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What targets metadata says of one file (TARGETS in TUF section 4.5). Immutable.</summary>
public sealed record TargetFile
{
    /// <summary>The target path.</summary>
    public required string Path { get; init; }

    public required long Length { get; init; }

    public required FileHashes Hashes { get; init; }

    /// <summary>The role that speaks for it: targets, or a delegated role.</summary>
    public required string Role { get; init; }

    /// <summary>The application's own words about it, or null.</summary>
    public JsonElement? Custom { get; init; }

    internal static TargetFile Read(string path, string role, MetadataMembers members) => new()
    {
        Path = path,
        Role = role,
        Length = members.Count("length", 0),
        Hashes = FileHashes.Read(members.Object("hashes")),
        Custom = members.Has("custom") ? members.Object("custom").Value.Clone() : null,
    };
}
