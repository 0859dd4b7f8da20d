// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Hosts.Store;

/// <summary>What kind of change a journal record belongs to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    [JsonStringEnumMemberName("install")]
    Install,

    [JsonStringEnumMemberName("rollback")]
    Rollback,
}
