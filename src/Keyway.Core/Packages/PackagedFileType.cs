// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>The only kinds of entry a layer may hold; hard links, devices, sockets and sparse files are refused.</summary>
[JsonConverter(typeof(WordConverter<PackagedFileType>))]
public enum PackagedFileType
{
    [JsonStringEnumMemberName("file")]
    File,

    [JsonStringEnumMemberName("directory")]
    Directory,

    [JsonStringEnumMemberName("symlink")]
    Symlink,
}
