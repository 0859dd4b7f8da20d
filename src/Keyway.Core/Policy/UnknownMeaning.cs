// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>What becomes of a rule that cannot be answered.</summary>
[JsonConverter(typeof(WordConverter<UnknownMeaning>))]
public enum UnknownMeaning
{
    /// <summary>It refuses, like a rule that is broken.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,

    /// <summary>It is reported and does not refuse.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,
}
