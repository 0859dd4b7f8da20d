// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>What one rule says.</summary>
[JsonConverter(typeof(WordConverter<RuleOutcome>))]
public enum RuleOutcome
{
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>The evidence does not say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    [JsonStringEnumMemberName("fail")]
    Fail,
}
