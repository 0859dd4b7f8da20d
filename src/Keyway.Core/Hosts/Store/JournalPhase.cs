// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Hosts.Store;

/// <summary>What a journal record says about its change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalPhase>))]
public enum JournalPhase
{
    [JsonStringEnumMemberName("intent")]
    Intent,

    [JsonStringEnumMemberName("commit")]
    Commit,

    [JsonStringEnumMemberName("abort")]
    Abort,
}
