// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>How much a diagnostic weighs.</summary>
[JsonConverter(typeof(WordConverter<Severity>))]
public enum Severity
{
    /// <summary>Good to know; nothing to do.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Probably not meant.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The document or package is refused.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
