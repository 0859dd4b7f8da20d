// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>One reason why a channel refuses a package: the rule and both values.</summary>
public sealed record ChannelReason(ChannelRule Rule, string Expected, string Found)
{
    public override string ToString() => $"{ChannelRules.Word(Rule)}: expected {Expected}, found {Found}";
}
