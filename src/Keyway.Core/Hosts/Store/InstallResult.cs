// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Hosts.Store;

/// <summary>How an install or rollback ended when it did not refuse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstallResult>))]
public enum InstallResult
{
    /// <summary><c>current</c> points to another generation now, and that is committed.</summary>
    [JsonStringEnumMemberName("switched")]
    Switched,

    /// <summary>What was asked for is current already; nothing was changed.</summary>
    [JsonStringEnumMemberName("already-current")]
    AlreadyCurrent,
}
