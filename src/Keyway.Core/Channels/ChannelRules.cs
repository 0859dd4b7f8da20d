// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>The words of rules in documents.</summary>
public static class ChannelRules
{
    public static string Word(ChannelRule rule) => rule switch
    {
        ChannelRule.Clock => "clock",
        ChannelRule.ChannelKnown => "channel-known",
        ChannelRule.ChannelFresh => "channel-fresh",
        ChannelRule.ChannelSequence => "channel-sequence",
        ChannelRule.Answered => "answered",
        ChannelRule.AnswerHost => "answer-host",
        ChannelRule.AnswerNonce => "answer-nonce",
        ChannelRule.AnswerFresh => "answer-fresh",
        ChannelRule.AnswerChannel => "answer-channel",
        ChannelRule.Region => "region",
        ChannelRule.AnswerPackage => "answer-package",
        ChannelRule.DirectorImage => "director-image",
        ChannelRule.ImageRepository => "image-repository",
        ChannelRule.Revoked => "revoked",
        _ => "downgrade",
    };
}
