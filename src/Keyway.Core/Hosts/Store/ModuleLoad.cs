// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Hosts.Store;

/// <summary>How a loaded module compares with the installed one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModuleLoad>))]
public enum ModuleLoad
{
    /// <summary>No <c>/sys/module</c> to look in, or one side has no srcversion.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>No module of that name is loaded.</summary>
    [JsonStringEnumMemberName("not-loaded")]
    NotLoaded,

    /// <summary>The loaded module is the installed one.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>Another build is loaded: a reload is needed.</summary>
    [JsonStringEnumMemberName("differs")]
    Differs,
}
