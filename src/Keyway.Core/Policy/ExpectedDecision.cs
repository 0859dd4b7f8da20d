// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>How a case has to be decided.</summary>
[JsonConverter(typeof(WordConverter<ExpectedDecision>))]
public enum ExpectedDecision
{
    [JsonStringEnumMemberName("admitted")]
    Admitted,

    [JsonStringEnumMemberName("refused")]
    Refused,
}
